SITENAME = "Le Carré"
DEFAULT_LANG = "en"
PARVIS_LANGUAGES = ["en"]
PATH = "content"
PLUGINS = ["parvis"]

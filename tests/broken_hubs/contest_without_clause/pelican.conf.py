SITENAME = "Le Carré"
DEFAULT_LANG = "fr"
PARVIS_LANGUAGES = ["fr"]
PATH = "content"
PLUGINS = ["parvis"]

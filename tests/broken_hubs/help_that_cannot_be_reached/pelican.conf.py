SITENAME = "Sucre Bleu"
PATH = "content"
DEFAULT_LANG = "fr"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_HELP = {"channel": "Notre formulaire"}

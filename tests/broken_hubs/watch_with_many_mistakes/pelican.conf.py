SITENAME = "Sucre Bleu"
PATH = "content"
DEFAULT_LANG = "fr"

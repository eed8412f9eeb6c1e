SITENAME = "Sucre Bleu"
PATH = "content"
DEFAULT_LANG = "fr"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_CLOSING = {"date": "2026-12-31"}

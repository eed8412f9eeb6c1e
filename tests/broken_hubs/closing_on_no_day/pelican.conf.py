SITENAME = "Sucre Bleu"
PATH = "content"
DEFAULT_LANG = "fr"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_CLOSING = {"date": "someday", "reasons": {"fr": "Nous fermons.", "de": "Schluss."}}

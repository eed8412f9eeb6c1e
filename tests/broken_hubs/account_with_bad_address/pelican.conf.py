SITENAME = "Sucre Bleu"
PATH = "content"
DEFAULT_LANG = "fr"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_ACCOUNTS = [{"network": "mastodon", "handle": "@sucrebleu", "url": "mamot.example/@sucrebleu"}]

SITENAME = "Sucre Bleu"
PATH = "content"
DEFAULT_LANG = "fr"
PARVIS_NOTICE = {
    "fr": "inventé",
    "en": "invented",
}

"""Sucre Bleu, the demo hub: an invented macaron shop in Montréal. Pelican's own settings, and PARVIS_*."""

from parvis import THEME

PLUGINS = ["parvis"]

SITENAME = "Sucre Bleu"
SITEURL = "https://sucrebleu.example"
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
OUTPUT_PATH = "output"

PARVIS_BRAND = {"ink": "#361c12", "paper": "#faf4eb", "accent": "#5b81d5", "corner": "soft", "logo": "images/logo.svg"}
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_TAGLINE = {
    "fr": "La place du macaron, à Montréal : vos idées, vos photos, nos réponses.",
    "en": "Montréal’s macaron square: your ideas, your pictures, our answers.",
}
PARVIS_NOTICE = {
    "fr": "Site de démonstration : la marque, les personnes et les avis sont inventés.",
    "en": "Demonstration site: the brand, the people and the reviews are invented.",
}

PARVIS_REPLY_WITHIN = "30d"
PARVIS_CHARTER = "charte"
PARVIS_MODERATORS = ["Awa Diop", "Linh Nguyen", "Maude Thériault"]
PARVIS_HELP = {
    "channel": {"fr": "Le comptoir, ou un courriel", "en": "The counter, or an e-mail"},
    "email": "bonjour@sucrebleu.example",
    "within": "2d",
}
PARVIS_ACCOUNTS = [
    {"network": "mastodon", "handle": "@sucrebleu@toot.example", "url": "https://toot.example/@sucrebleu"},
    {"network": "instagram", "handle": "@sucrebleu.exemple", "url": "https://www.instagram.com/sucrebleu.exemple/"},
    {"network": "youtube", "handle": "Sucre Bleu", "url": "https://www.youtube.com/channel/UCSucreBleuInvente00001x"},
    {"network": "facebook", "handle": "Sucre Bleu", "url": "https://www.facebook.com/104288881234567"},
    {"network": "threads", "handle": "@sucrebleu.exemple", "url": "https://www.threads.net/@sucrebleu.exemple"},
]

# The demo stands still at a moment at which its vote is open. A real hub leaves this out.
PARVIS_NOW = "2026-06-12T10:00-04:00"

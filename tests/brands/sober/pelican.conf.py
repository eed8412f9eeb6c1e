"""A sober brand: cold paper, a grey accent that is too pale, what the machine has for type, square corners, a name as its logo."""

PLUGINS = ["parvis"]
SITENAME = "Maison Tilleul"
SITEURL = "https://tilleul.example"
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
OUTPUT_PATH = "output"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_TAGLINE = {"fr": "Des tisanes, et ceux qui les boivent.", "en": "Herbal teas, and those who drink them."}
PARVIS_NOW = "2026-06-12T10:00-04:00"
PARVIS_BRAND = {
    "ink": "#1d2733",
    "paper": "#f6f6f3",
    "accent": "#a89d86",
    "display": "Georgia, 'Liberation Serif', serif",
    "corner": "square",
    "logo": "images/logo.svg",
}

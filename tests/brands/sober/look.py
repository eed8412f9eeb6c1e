"""A sober brand: cold paper, a grey accent that is too pale, what the machine has for type, square corners, a name as its logo."""

SITENAME = "Maison Tilleul"
SITEURL = "https://tilleul.example"
PARVIS_TAGLINE = {"fr": "Des tisanes, et ceux qui les boivent.", "en": "Herbal teas, and those who drink them."}
PARVIS_BRAND = {
    "ink": "#1d2733",
    "paper": "#f6f6f3",
    "accent": "#a89d86",
    "display": "Georgia, 'Liberation Serif', serif",
    "corner": "square",
    "logo": "images/logo.svg",
}

"""A loud brand: yellow paper, pink that cannot be seen on it, a font of its own, round corners, a sign of pixels."""

SITENAME = "Popop !"
SITEURL = "https://popop.example"
PARVIS_TAGLINE = {"fr": "Des sucettes glacées qui font du bruit.", "en": "Ice pops that make a noise."}
PARVIS_BRAND = {
    "ink": "#2a0a5e",
    "paper": "#ffe94a",
    "accent": "#ff2e7e",
    "display": {
        "family": "Bricolage Grotesque",
        "file": "fonts/bricolage-grotesque.woff2",
        "licence": "fonts/OFL.txt",
        "weight": "200 800",
    },
    "corner": "round",
    "logo": "images/logo.png",
}

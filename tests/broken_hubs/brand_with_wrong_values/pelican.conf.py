PLUGINS = ["parvis"]
SITENAME = "Hub"
PATH = "content"
PARVIS_BRAND = {
    "ink": "brown",
    "paper": "#ffffff",
    "accent": "#12345",
    "corner": "oval",
    "display": {"family": "Bricolage", "file": "fonts/b.woff2"},
}

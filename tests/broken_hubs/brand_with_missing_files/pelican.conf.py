PLUGINS = ["parvis"]
SITENAME = "Hub"
PATH = "content"
PARVIS_BRAND = {
    "logo": "images/logo.svg",
    "display": {"family": "Bricolage", "file": "fonts/b.woff2", "licence": "fonts/OFL.txt"},
}

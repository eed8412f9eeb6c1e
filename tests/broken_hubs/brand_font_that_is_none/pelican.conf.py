PLUGINS = ["parvis"]
SITENAME = "Hub"
PATH = "content"
PARVIS_BRAND = {"text": {"family": "Own", "file": "fonts/a.woff2", "licence": "fonts/OFL.txt"}}

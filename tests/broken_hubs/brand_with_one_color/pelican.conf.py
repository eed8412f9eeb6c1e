PLUGINS = ["parvis"]
SITENAME = "Hub"
PATH = "content"
PARVIS_BRAND = {"ink": "#000000"}

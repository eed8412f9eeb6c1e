PLUGINS = ["parvis"]
SITENAME = "Hub"
PATH = "content"
PARVIS_BRAND = {"colour": "#000000"}

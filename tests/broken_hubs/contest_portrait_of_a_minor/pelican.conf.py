PLUGINS = ["parvis"]
SITENAME = "Le Carré"
SITEURL = "https://carre.example"
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
OUTPUT_PATH = "output"

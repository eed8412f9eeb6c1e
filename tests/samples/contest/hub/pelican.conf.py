"""A small hub with one contest, for tests."""

PLUGINS = ["parvis"]
SITENAME = "Le Carré"
SITEURL = "https://carre.example"
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
OUTPUT_PATH = "output"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_NOW = "2026-06-12T10:00-04:00"

"""A small hub for the tests of the build: two sources, two posts, one of them in two languages, one page, one picture."""

PLUGINS = ["parvis"]
SITENAME = "Petite place"
SITEURL = "https://place.example/hub"
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
OUTPUT_PATH = "output"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_TAGLINE = {"fr": "Tout sur une place", "en": "All on one square"}
PARVIS_NOW = "2026-06-12T10:00-04:00"
PARVIS_PAGE_SIZE = 3
PARVIS_SEARCH = False

"""What the brands have in common; the look of each stands in its own folder, and is written below this."""

PLUGINS = ["parvis"]
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
OUTPUT_PATH = "output"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_NOW = "2026-06-12T10:00-04:00"

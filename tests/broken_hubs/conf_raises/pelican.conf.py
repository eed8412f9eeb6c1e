import os

SITENAME = "Sucre Bleu"
PATH = "content"
SITEURL = os.environ["THE_ADDRESS_NOBODY_HAS_SET"]

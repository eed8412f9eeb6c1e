SITENAME = "Sucre Bleu"
PATH = "content"
TIMEZONE = "Montréal"

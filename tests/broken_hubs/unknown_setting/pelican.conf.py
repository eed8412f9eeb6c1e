SITENAME = "Sucre Bleu"
PATH = "content"

PARVIS_PAGESIZE = 12

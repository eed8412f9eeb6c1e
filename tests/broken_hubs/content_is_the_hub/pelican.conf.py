SITENAME = "Sucre Bleu"
PATH = "."

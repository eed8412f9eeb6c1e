SITENAME = "Sucre Bleu"
PATH = "content"

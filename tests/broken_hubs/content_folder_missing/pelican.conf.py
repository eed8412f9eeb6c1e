SITENAME = "Sucre Bleu"
PATH = "contents"

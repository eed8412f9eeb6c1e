SITENAME = "Sucre Bleu"

SITENAME = "Sucre Bleu"
PATH = "content"
OUTPUT_PATH = "content"

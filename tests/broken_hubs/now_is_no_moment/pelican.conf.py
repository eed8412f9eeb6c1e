SITENAME = "Sucre Bleu"
PATH = "content"
PARVIS_NOW = "tomorrow"

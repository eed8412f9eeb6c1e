SITENAME = "Sucre Bleu"
PATH = "content"
THEME = "themes/blue"

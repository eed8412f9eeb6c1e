SITENAME = "Sucre Bleu"
PATH = "content"
PARVIS_PAGE_SIZE = "24"

SITENAME = "Sucre Bleu"
PATH = "content"
SITEURL = "hub.example"

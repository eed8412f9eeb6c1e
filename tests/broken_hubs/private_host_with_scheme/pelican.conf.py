SITENAME = "Sucre Bleu"
PATH = "content"
PARVIS_PRIVATE_HOSTS = ["http://intranet.example"]

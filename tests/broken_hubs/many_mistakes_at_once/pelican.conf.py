SITENAME = ""
SITEURL = "ftp://hub.example"
PATH = "content"
TIMEZONE = "Mars/Olympus"
PARVIS_PAGE_SIZE = 0
PARVIS_LANGUAGE = ["fr"]

"""Files that other tools export: each file of this folder is one kind of export."""

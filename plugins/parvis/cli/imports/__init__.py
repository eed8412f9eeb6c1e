"""What `parvis import` does with what a kind of file holds: each file here is named after what an importer `GIVES`."""

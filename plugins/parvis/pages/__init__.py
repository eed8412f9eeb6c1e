"""The Hub as pages: values only, nothing is drawn here. Each file of this folder is one kind of page."""

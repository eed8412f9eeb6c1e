"""What editors write in Markdown with front matter, read into the model."""

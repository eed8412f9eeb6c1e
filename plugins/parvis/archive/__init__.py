"""The only reader and writer of content/archive/."""

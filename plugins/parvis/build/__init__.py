"""Pages to files: what to draw anew, and how it is put in place."""

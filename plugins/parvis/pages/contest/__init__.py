"""What the pages of a contest are made of: its phases told, its ideas as a gallery, its results, its files."""

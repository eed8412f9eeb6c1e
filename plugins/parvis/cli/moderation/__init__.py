"""Moderating on the terminal: the queue, how an item is shown, what is typed, and what is decided."""

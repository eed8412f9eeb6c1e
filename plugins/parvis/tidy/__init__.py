"""What comes from outside is made safe and whole here, and nowhere else: the only maker of `Markup`."""

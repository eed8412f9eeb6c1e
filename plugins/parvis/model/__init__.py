"""The nouns of a hub, as frozen values: no behaviour but what follows from the fields."""

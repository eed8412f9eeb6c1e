"""The listening digest as it is gathered from a hub, and as it is told: on a terminal, in Markdown, as a page of its own."""

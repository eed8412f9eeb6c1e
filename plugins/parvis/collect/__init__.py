"""All network access of a client: asks the sources, politely and safely, and keeps what they answer."""

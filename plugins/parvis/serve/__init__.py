"""The loopback server: shows the site while one works on it."""

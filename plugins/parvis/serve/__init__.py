"""The local server: shows the built site on this machine alone and reloads the browser after each rebuild."""

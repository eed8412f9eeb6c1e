"""Pictures as pages show them: several widths and formats of each, made once and remembered."""

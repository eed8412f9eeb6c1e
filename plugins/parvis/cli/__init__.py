"""The command `parvis`: one file per verb."""

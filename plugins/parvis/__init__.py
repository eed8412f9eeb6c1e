"""Parvis: community hubs for brands, as static sites. A Pelican plugin and a command of the same name."""

from __future__ import annotations

from pathlib import Path

__version__ = "0.1.0"

_PACKAGE = Path(__file__).parent

#: The theme's folder: beside the plugins in a clone, inside the package in a wheel.
THEME = str(_PACKAGE / "theme" if (_PACKAGE / "theme").is_dir() else _PACKAGE.parents[1] / "theme")


def register() -> None:
    """Connect to Pelican's signals; called by Pelican for `PLUGINS = ["parvis"]`."""
    from parvis import pelican_plugin

    pelican_plugin.register()

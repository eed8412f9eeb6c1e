"""The settings: PARVIS_* of pelican.conf.py and content/*.yaml, checked, as one frozen object.

`read` executes pelican.conf.py without Pelican; `from_pelican` takes the values that Pelican has read. Both list every
mistake of every file at once. What pydantic and the YAML reader have found is remembered in .parvis/ by the digest of
what it was found in, so that files that have not changed are never checked twice (see `remembered`).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from parvis.errors import UsageError
from parvis.settings import pelican_conf, remembered
from parvis.settings.curation_files import curation
from parvis.settings.decisions import decide, every_decision
from parvis.settings.hub_settings import Settings
from parvis.settings.moments import moment

__all__ = ["CONF", "Settings", "curation", "decide", "every_decision", "find_root", "from_pelican", "moment", "read"]

#: The file that makes a folder a hub.
CONF = pelican_conf.NAME


def read(root: Path) -> Settings:
    """The settings of the hub in this folder.

    UsageError when there is no pelican.conf.py, SettingsError with all mistakes of it and of sources.yaml.
    """
    conf = pelican_conf.read(root)
    values = pelican_conf.ours(conf.values)
    key = remembered.key(conf, values)
    settings = remembered.recall(conf.root, key)
    if settings is None:
        settings = _checked(conf, values)
        remembered.remember(settings, key)
    return settings


def from_pelican(values: Mapping[str, Any], root: Path) -> Settings:
    """The same from the values that Pelican has read from the pelican.conf.py in this folder and from its options.

    Raises what `read` raises.
    """
    conf = pelican_conf.read(root)
    ours = pelican_conf.ours(values)
    return remembered.recall(conf.root, remembered.key(conf, ours)) or _checked(conf, ours)


def find_root(start: Path) -> Path:
    """The nearest folder upwards that holds a pelican.conf.py. UsageError when there is none."""
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / CONF).is_file():
            return folder
    raise UsageError(f"{here} is no hub: neither it nor a folder above it holds {CONF}. Make one with `parvis init DIR`.")


def _checked(conf: pelican_conf.Conf, values: Mapping[str, Any]) -> Settings:
    # pydantic and the YAML reader take a fifth of a second to import: only when there is something to check.
    from parvis.settings import check

    return check.check(conf, values)

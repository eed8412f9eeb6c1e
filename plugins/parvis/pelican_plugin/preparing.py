"""What is done before Pelican reads: settings and files are checked, and Pelican is told to have the site made in staging."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from pelican.settings import DEFAULT_THEME

import parvis.settings
from parvis.build import inputs
from parvis.build.run import Order, Run, refuse_missing_plugins
from parvis.pelican_plugin import keys
from parvis.settings import Settings
from parvis.written import folders

#: Where Pelican would write pages of its own: the hub has its own feeds, lists and archives.
_NOTHING_OF_ITS_OWN: Final[dict[str, Any]] = {
    "DIRECT_TEMPLATES": [],
    "THEME_STATIC_PATHS": [],
    **dict.fromkeys(
        (
            *("FEED_ATOM", "FEED_RSS", "FEED_ALL_ATOM", "FEED_ALL_RSS", "CATEGORY_FEED_ATOM", "CATEGORY_FEED_RSS", "AUTHOR_FEED_ATOM"),
            *("AUTHOR_FEED_RSS", "TAG_FEED_ATOM", "TAG_FEED_RSS", "TRANSLATION_FEED_ATOM", "TRANSLATION_FEED_RSS"),
        )
    ),
    "CACHE_CONTENT": False,  # the shelf does that, by digest
    "LOAD_CONTENT_CACHE": False,
    "RELATIVE_URLS": False,
    "WITH_FUTURE_DATES": True,  # Pelican would ask the clock; the hub has its own moment
}


def prepare(pelican: Any) -> None:
    """Check everything, and point Pelican at staging. SettingsError and ContentError list every mistake."""
    values = pelican.settings
    root = parvis.settings.find_root(Path(values["PATH"]))
    refuse_missing_plugins(values["PLUGINS"], root)
    if values["ARTICLE_PATHS"] == [""]:  # Pelican's default would take every Markdown file of content/ for a post
        values["ARTICLE_PATHS"] = ["posts"]
    # The nouns' files are pages to Pelican, so that links to and from them are followed like all others.
    values["PAGE_PATHS"] = list(dict.fromkeys([*values["PAGE_PATHS"], *folders.ROOTS]))
    values["ARTICLE_EXCLUDES"] = list(dict.fromkeys([*values["ARTICLE_EXCLUDES"], *folders.ROOTS]))
    run = Run(_own(values), root, values.get(keys.ORDER) or Order(_moment), _extras(pelican, root))
    values[keys.RUN] = run
    values.update(_NOTHING_OF_ITS_OWN)
    values["THEME"] = pelican.theme = str(run.settings.theme)
    values["OUTPUT_PATH"] = pelican.output_path = str(run.work.staging)
    values["JINJA_ENVIRONMENT"] = {**values["JINJA_ENVIRONMENT"], "autoescape": True}


def _own(values: dict[str, Any]) -> dict[str, Any]:
    """Pelican's values as the hub has given them."""
    own = {name: value for name, value in values.items() if name not in {keys.RUN, keys.ORDER}}
    if keys.RUN in values:  # Pelican was told another theme and another output, which a second run must not take for the hub's
        del own["THEME"], own["OUTPUT_PATH"]
        own.update(values[keys.RUN].told)
    if own.get("THEME") == DEFAULT_THEME:  # nobody has chosen it
        del own["THEME"]
    return own


def _extras(pelican: Any, root: Path) -> tuple[str, ...]:
    """Python files that have a say: other plugins, and what pelican.conf.py imports from the hub's folder."""
    found: set[Path] = set()
    for plugin in pelican.plugins:
        file = Path(getattr(plugin, "__file__", None) or "")
        if plugin.__name__ != "parvis" and file.is_file():
            found.update(file.parent.rglob("*.py") if file.name == "__init__.py" else (file,))
    found.update(inputs.imported(root))
    return tuple(sorted(os.path.relpath(file, root) for file in found))


def _moment(settings: Settings) -> datetime:
    """PARVIS_NOW of the environment, else of the settings, else what the clock says."""
    return parvis.settings.moment(None, os.environ, settings.now, lambda: datetime.now(UTC), ZoneInfo(settings.site.timezone))

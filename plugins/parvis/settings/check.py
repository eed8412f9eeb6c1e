"""Checking the settings: every mistake of pelican.conf.py, sources.yaml and ambassadors' own sources at once, or the frozen object."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import msgspec
from pydantic import ValidationError

import parvis
from parvis.errors import Mistake, SettingsError
from parvis.model.brand import Brand
from parvis.model.contact import Account, Closing, Help
from parvis.model.hub import Site
from parvis.model.source import Source
from parvis.settings import ambassador_sources, brand_files, moments, remembered, sources_yaml
from parvis.settings.contact_values import ClosingValues, HelpValues
from parvis.settings.hub_settings import Settings
from parvis.settings.pelican_conf import Conf
from parvis.settings.values import Values

#: What may differ between two machines that build the same pages.
_PLACES = frozenset({"PATH", "OUTPUT_PATH", "THEME", "PLUGIN_PATHS", "CACHE_PATH", "PARVIS_NOW", "PARVIS_PRIVATE_HOSTS"})


def check(conf: Conf, values: Mapping[str, Any]) -> Settings:
    """The settings; `values` are those that Parvis reads. SettingsError lists every mistake of all files."""
    root = conf.root.absolute()
    found, mistakes = _values(conf, values, root)
    content = found.PATH if found else root / str(values.get("PATH") or "content")
    sources, more = sources_yaml.read(content / "sources.yaml", root)
    theirs, others = ambassador_sources.read(content, root, sources)
    brand, wrong = brand_files.read(conf, found.PARVIS_BRAND if found else None, content)
    if found is None or mistakes or more or others or wrong:
        raise SettingsError([*mistakes, *more, *others, *wrong])
    return _settings(conf, found, root, (*sources, *theirs), brand)


def _values(conf: Conf, values: Mapping[str, Any], root: Path) -> tuple[Values | None, list[Mistake]]:
    unknown = [_unknown(conf, name) for name in values if name not in Values.model_fields]
    known = {name: value for name, value in values.items() if name in Values.model_fields}
    try:
        return Values.model_validate(known, context=root), unknown
    except ValidationError as error:
        return None, unknown + [_mistake(conf, detail) for detail in error.errors()]


def _unknown(conf: Conf, name: str) -> Mistake:
    ours = [known for known in Values.model_fields if known.startswith("PARVIS_")]
    near = get_close_matches(name, ours, n=1, cutoff=0.75)  # all names begin alike
    remedy = f"Did you mean '{near[0]}'?" if near else f"Known: {', '.join(ours)}."
    return Mistake(file=conf.file, line=conf.line((name,)), field=name, what="there is no setting of this name.", remedy=remedy)


def _mistake(conf: Conf, detail: Mapping[str, Any]) -> Mistake:
    place = tuple(step for step in detail["loc"] if not str(step).startswith(("str", "dict", "function-")))
    if detail["type"] == "missing":
        return Mistake(file=conf.file, line=1, field=str(place[0]), what="this setting is missing.", remedy=_EXAMPLES[str(place[0])])
    what = str(detail["ctx"]["error"]) if detail["type"] == "value_error" else f"{detail['msg']}."
    return Mistake(file=conf.file, line=conf.line(place), field=".".join(map(str, place)), what=what)


_EXAMPLES = {
    "SITENAME": 'Write the hub\'s name, such as SITENAME = "Sucre Bleu".',
    "PATH": 'Write the folder of your words, PATH = "content".',
}


def _settings(conf: Conf, found: Values, root: Path, sources: tuple[Source, ...], brand: Brand | None) -> Settings:
    languages = found.PARVIS_LANGUAGES
    site = Site(
        name=found.SITENAME,
        url=found.SITEURL,
        language=languages[0],
        languages=languages,
        timezone=found.TIMEZONE,
        tagline=_in_each(found.PARVIS_TAGLINE, languages),
        notice=_in_each(found.PARVIS_NOTICE, languages),
        page_size=found.PARVIS_PAGE_SIZE,
        brand=brand,
        still=found.PARVIS_NOW is not None,
        accounts=tuple(Account(network=one.network, handle=one.handle, url=one.url) for one in found.PARVIS_ACCOUNTS),
        help=_help(found.PARVIS_HELP, languages),
        closing=_closing(found.PARVIS_CLOSING, languages),
        reply_within=moments.duration(found.PARVIS_REPLY_WITHIN) if found.PARVIS_REPLY_WITHIN else None,
        charter=found.PARVIS_CHARTER,
        search=found.PARVIS_SEARCH,
        locale=_locale(found.THEME),
        moderators=found.PARVIS_MODERATORS,
    )
    return Settings(
        root=root,
        content=found.PATH,
        output=found.OUTPUT_PATH,
        state=root / remembered.STATE,
        theme=found.THEME,
        site=site,
        sources=sources,
        now=found.PARVIS_NOW,
        private_hosts=found.PARVIS_PRIVATE_HOSTS,
        digest=_digest(conf, site, sources),
    )


def _help(found: HelpValues | None, languages: tuple[str, ...]) -> Help | None:
    if found is None:
        return None
    return Help(
        channel=_in_each(found.channel, languages),
        url=found.url or "",
        email=found.email or "",
        within=moments.duration(found.within) if found.within else None,
    )


def _closing(found: ClosingValues | None, languages: tuple[str, ...]) -> Closing | None:
    return Closing(day=found.date, reasons=_in_each(found.reasons, languages)) if found else None


def _locale(theme: Path) -> str:
    """Where the hub's own theme keeps its words, if it has some."""
    folder = theme / "locale"
    return str(folder) if folder.is_dir() and theme.resolve() != Path(parvis.THEME).resolve() else ""


def _digest(conf: Conf, site: Site, sources: tuple[Source, ...]) -> str:
    """Of what can change a page: neither where things lie on this machine, nor how often a source is asked, nor the line it stands on."""
    shown = [msgspec.structs.replace(source, every=timedelta(0), limit=0, on_failure="warn", file="", line=0) for source in sources]
    pelicans = {name: value for name, value in conf.values.items() if name not in _PLACES and name not in Values.model_fields}
    return remembered.fingerprint(
        conf, {**pelicans, "site": msgspec.structs.replace(site, still=False, locale=""), "sources": shown, "version": parvis.__version__}
    )


def _in_each(text: str | dict[str, str], languages: tuple[str, ...]) -> dict[str, str]:
    """A text by language; one given without is the same in each."""
    if isinstance(text, str):
        return dict.fromkeys(languages, text) if text else {}
    return {language: text[language] for language in languages if text.get(language)}

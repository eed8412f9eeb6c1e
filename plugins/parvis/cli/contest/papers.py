"""`parvis contest SLUG rules`: a first wording of the rules with every clause the law asks for, and sealing each version of them."""

from __future__ import annotations

import json
import re
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, cast
from zoneinfo import ZoneInfo

import click

from parvis.cli.contest.chosen import Chosen, chosen
from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, json_option, moment
from parvis.errors import UsageError

if TYPE_CHECKING:
    from parvis.curate.contests.skeleton import Language

_TITLES: Final = MappingProxyType({"fr": "Règlement du concours « {} »", "en": "Rules of the contest “{}”"})
_FENCE: Final = re.compile(r"\A---\s*\n(?P<front>.*?\n)---\s*\n", re.DOTALL)


@click.command(
    "rules",
    cls=Verb,
    example='parvis contest saveurs rules\nparvis contest saveurs rules --seal "The vote ends at noon."',
)
@click.option("--language", type=click.Choice(["fr", "en"]), help="Print the wording in this language, and write nothing.")
@click.option("--seal", metavar="WHAT", help="Make the text as it stands the next version; WHAT has changed, in words.")
@json_option
def _rules(*, language: str | None, seal: str | None, as_json: bool) -> None:
    """Write rules.md in each of the hub's languages where it is missing, with every clause that the law asks for.

    What the contest says is filled in; the rest stands in brackets. With --seal, the text's SHA-256 goes into its change log:
    a contest whose rules are not sealed cannot open.
    """
    found = chosen()
    if seal is not None:
        _seal(found, seal, as_json=as_json)
    elif language is not None:
        from parvis.curate.contests.skeleton import skeleton

        say(skeleton(found.contest, cast("Language", language)))
    else:
        _write(found, as_json=as_json)


def _write(found: Chosen, *, as_json: bool) -> None:
    from parvis.curate.contests.skeleton import skeleton

    languages = found.settings.site.languages
    written = []
    for language in languages:
        spoken: Language = "fr" if language.startswith("fr") else "en"
        file = "rules.md" if language == languages[0] else f"rules.{language}.md"
        if not (found.folder / file).exists():
            facts = "version: 1\nchanges: []\n" if language == languages[0] else ""
            title = json.dumps(_TITLES[spoken].format(found.contest.name), ensure_ascii=False)
            found.write(file, f"---\ntitle: {title}\nlang: {language}\n{facts}---\n{skeleton(found.contest, spoken)}")
            written.append(found.name(file))
    if as_json:
        say_json({"contest": found.contest.slug, "written": written})
    elif written:
        say(f"Written: {', '.join(written)}. Fill in what stands in brackets, then: parvis contest {found.contest.slug} rules --seal WHAT")
    else:
        say("The rules are there in every language; nothing was written. `--language fr` prints the wording.")


def _seal(found: Chosen, what: str, *, as_json: bool) -> None:
    rules = found.contest.rules
    path = found.folder / "rules.md"
    if rules is None or not path.is_file():
        raise UsageError(f"There are no rules to seal. Write them with: parvis contest {found.contest.slug} rules")
    if not what.strip():
        raise UsageError('Say what has changed, such as: --seal "First version."')
    newest = max((change.version for change in rules.changes), default=0)
    sealed = any(change.sha256 == rules.sha256 and change.version == newest for change in rules.changes)
    version = newest if sealed else newest + 1
    if not sealed:
        today = moment(found.settings, None).astimezone(ZoneInfo(found.contest.timezone)).date()
        found.write("rules.md", _sealed(path.read_text(encoding="utf-8"), version, today, " ".join(what.split()), rules.sha256))
    if as_json:
        say_json(
            {"contest": found.contest.slug, "file": found.name("rules.md"), "version": version, "sha256": rules.sha256, "new": not sealed}
        )
    else:
        say(f"{'Sealed already' if sealed else 'Sealed'}: version {version}, SHA-256 {rules.sha256}.")


def _sealed(text: str, version: int, today: date, what: str, sha256: str) -> str:
    """The file with its next version; every other line stays as it is. UsageError where it has no YAML front matter."""
    from parvis.tidy import yaml

    fence = _FENCE.match(text)
    if fence is None:
        raise UsageError("rules.md has no front matter between two lines of hyphens: put `version` and `changes` there.")
    front = yaml.load_for_editing(fence["front"])
    front["version"] = version
    front["changes"] = [*(front.get("changes") or []), {"version": version, "at": today, "what": what, "sha256": sha256}]
    return f"---\n{yaml.dump(front)}---\n{text[fence.end() :]}"


COMMANDS: Final = MappingProxyType({"rules": _rules})

"""`parvis rules`: the rules with how far each reaches; `parvis rules try FILE`: what a rule would change, before it does."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from parvis import settings as hub_settings
from parvis.cli.terminal import say, say_json, say_table
from parvis.cli.verb import Verb, hub, json_option, moment, now_option

if TYPE_CHECKING:
    from datetime import datetime

    from parvis.build.rule_trial import Change, Reach
    from parvis.settings import Settings

#: Changes that a terminal shows; `--json` and `--all` have every one.
_SHOWN = 40


@click.command(
    cls=Verb,
    example="""
parvis rules
parvis rules try no-giveaways.yaml
parvis rules try more-rules.yaml --last --json
parvis rules try content/curation/rules.yaml
""",
)
@click.argument("work", required=False, type=click.Choice(["try"]))
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--last", is_flag=True, help="Ask the new rules behind the hub's own; else they are asked first.")
@click.option("--all", "every", is_flag=True, help=f"List every change, not the newest {_SHOWN} alone.")
@now_option
@json_option
def command(*, work: str | None, file: Path | None, last: bool, every: bool, now_text: str | None, as_json: bool) -> None:
    """List the rules of content/curation/rules.yaml, or try those of FILE over the whole archive. Nothing is written.

    FILE holds one rule, or a list of rules like the hub's own. A rule with the name of one of the hub's is tried in its place. The
    hub's own file is compared with a hub without rules.
    """
    if (work is None) != (file is None):
        raise click.UsageError("Say which file is to be tried, such as `parvis rules try no-giveaways.yaml`.")
    settings = hub()
    now = moment(settings, now_text)
    if file is None:
        _list(settings, now, as_json=as_json)
    else:
        _try(settings, file, now, last=last, every=every, as_json=as_json)


def _list(settings: Settings, now: datetime, *, as_json: bool) -> None:
    from parvis.build import rule_trial

    found = rule_trial.reach(settings, now)
    if as_json:
        say_json({"rules": [_facts_of_rule(one) for one in found]})
        return
    if not found:
        say("There are no rules: write the first into content/curation/rules.yaml.")
        return
    rows = [(str(place), one.rule.name, one.asks, one.rule.does, str(one.holds), str(one.decides)) for place, one in enumerate(found, 1)]
    say_table(("", "Rule", "Asks for", "Does", "Holds for", "Decides"), rows)
    say("The first rule that holds decides, unless it says `continue`.")


def _facts_of_rule(one: Reach) -> dict[str, Any]:
    rule = one.rule
    return {
        "name": rule.name,
        "asks": one.asks,
        "does": rule.does,
        "continue": rule.goes_on,
        "file": rule.file,
        "line": rule.line,
        "holds": one.holds,
        "decides": one.decides,
    }


def _try(settings: Settings, file: Path, now: datetime, *, last: bool, every: bool, as_json: bool) -> None:
    from parvis import sources
    from parvis.build import rule_trial
    from parvis.curate.rules import warnings
    from parvis.settings import rules_yaml

    own = settings.content / "curation" / rules_yaml.NAME
    tried = rules_yaml.read(file, str(file))
    in_force = file.resolve() == own.resolve()
    ours = () if in_force else hub_settings.curation(settings.content).rules
    rules = tried if in_force else rule_trial.together(ours, tried, last=last)
    found = rule_trial.changes(settings, rules, now, without=in_force)
    held = rule_trial.holding(settings, tried, now)
    warned = list(warnings(tried, {source.name for source in settings.sources}, sources.kinds()))
    if as_json:
        changes = [_facts_of_change(one) for one in found]
        say_json({"tried": [rule.name for rule in tried], "holds": held, "changes": changes, "warnings": warned})
        return
    _say(found, every=every)
    for name in (name for name, count in held.items() if not count):
        say(f"`{name}` holds for nothing in the archive.")
    for warning in warned:
        say(f"warning: {warning}")


def _say(found: tuple[Change, ...], *, every: bool) -> None:
    for one in found if every else found[:_SHOWN]:
        say(f"{_way(one)}  {one.id}  {one.name}")
        say(f"    {one.reason}")
    if len(found) > _SHOWN and not every:
        say(f"… and {len(found) - _SHOWN} more: --all, or --json.")
    ways = Counter(_way(one) for one in found)
    told = "; ".join(f"{count} {way}" for way, count in sorted(ways.items(), key=lambda one: (-one[1], one[0])))
    say(f"{len(found)} item{'s' if len(found) != 1 else ''} would change: {told}." if found else "Nothing would change.")


def _way(one: Change) -> str:
    """`published → hidden`, `tag contest`, `featured`."""
    said = [f"{one.before} → {one.after}"] if one.before != one.after else []
    said += [f"tag {tag}" for tag in one.tags] + [f"no tag {tag}" for tag in one.lost]
    said += [] if one.featured is None else ["featured" if one.featured else "not featured"]
    return ", ".join(said)


def _facts_of_change(one: Change) -> dict[str, Any]:
    return {
        "id": one.id,
        "name": one.name,
        "from": one.before,
        "to": one.after,
        "tags": one.tags,
        "tags_lost": one.lost,
        "featured": one.featured,
        "reason": one.reason,
    }

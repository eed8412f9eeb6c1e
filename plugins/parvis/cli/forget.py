"""`parvis forget`: takes an item, or all of an author, out of the hub for good, and says what is left to do."""

from __future__ import annotations

import secrets
from pathlib import Path

import click

from parvis import settings as hub_settings
from parvis.cli import deciding, forget_history, forget_report, letters
from parvis.cli.forget_report import Done, Plan
from parvis.cli.terminal import interactive, say, say_json, spoken
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.errors import UsageError
from parvis.model.decision import Decision
from parvis.model.takedown import GROUNDS, Takedown
from parvis.settings import Settings


@click.command(
    cls=Verb,
    example="""
parvis forget mastodon:1145 --ground erasure --dry-run
parvis forget https://hub.example/wall/journal/the-first-line-0a1b2c3d/ --ground "court order of 3 June 2026" --yes
parvis forget @ada@mastodon.example --ground "GDPR art. 17" --also
""",
)
@click.argument("what")
@click.option("--ground", required=True, help=f"Why: {', '.join(GROUNDS)}, or a sentence that names one of them.")
@click.option("--also", is_flag=True, help="Forget what says the same elsewhere, too: copies, reposts, quotes.")
@click.option("--by", help="Who decides. Default: your name in Git, else your name on this machine.")
@click.option(
    "--letters", "into", type=click.Path(path_type=Path, file_okay=False), help="Folder for the letters. Default: .parvis/letters/."
)
@click.option("--language", help="Language of the letters: fr or en. Default: that of the item.")
@click.option("--dry-run", "dry", is_flag=True, help="Show what would go; change nothing.")
@click.option("--yes", is_flag=True, help="Do not ask, not even where the text is criticism.")
@now_option
@json_option
def command(
    *,
    what: str,
    ground: str,
    also: bool,
    by: str | None,
    into: Path | None,
    language: str | None,
    dry: bool,
    yes: bool,
    now_text: str | None,
    as_json: bool,
) -> int:
    """Forget WHAT: an item or a review (its id, or the address of its page or of the original), or an author (handle, profile or name).

    It leaves the archive, recorded documents, decisions and caches, and with the next build every page, feed and index; hashes in
    content/curation/suppressions.yaml keep it from coming back. Commit what has changed.
    """
    from parvis.curate import forgetting

    settings = hub()
    if language and language not in letters.LANGUAGES:
        raise UsageError(f"There are letters in {' and '.join(letters.LANGUAGES)}, not in '{language}'.")
    place, key = letters.folder(settings, into), forgetting.ground_of(ground)
    plan = forget_report.plan(settings, what, key, also=also)
    if dry:
        _tell(Done(plan=plan, dry=True), settings, as_json=as_json)
        return 0
    if not yes and not _agreed(plan, settings, as_json=as_json):
        return 1
    case = letters.Case(
        wanted=plan.wanted,
        ground=key,
        said=ground.strip(),
        by=deciding.who(by),
        at=moment(settings, now_text),
        reference=f"{moment(settings, now_text):%Y-%m-%d}-{secrets.token_hex(3)}",
    )
    _tell(_forget(settings, plan, case, place, language), settings, as_json=as_json)
    return 0


def _agreed(plan: Plan, settings: Settings, *, as_json: bool) -> bool:
    """Whether a person agrees; nobody is asked in scripts, but criticism without a ground of law needs `--yes` there."""
    if interactive() and not as_json:
        for line in forget_report.lines(Done(plan=plan, dry=True), settings):
            say(line)
        return click.confirm(spoken("Forget all this?"), default=False)
    if plan.streisand:
        raise UsageError(f"{forget_report.STREISAND} If you are sure, say it with --yes.")
    return True


def _forget(settings: Settings, plan: Plan, case: letters.Case, place: Path, language: str | None) -> Done:
    """All of it, in an order in which a crash leaves nothing that could come back: first the hashes, then the things."""
    from parvis.archive import forget, quotes, recorded, traces
    from parvis.archive.lock import locked
    from parvis.settings.suppressions import suppress
    from parvis.settings.takedowns import register

    content, trace = settings.content, plan.trace
    with locked(settings.state):
        staying = _keep_hidden(settings, case)
        suppressed = suppress(content, plan.wanted.keys, case.ground, case.at)
        documents = recorded.redact_all(settings.root, content, settings.sources, trace)
        for path in (*plan.recorded_pictures, *plan.files):
            path.unlink(missing_ok=True)
        removed = forget.forget(settings.archive, plan.wanted, trace)
        dropped = quotes.drop(content, plan.wanted.ids, trace)
        swept = traces.sweep(settings.state, trace.needles)
        takedown = Takedown(at=case.at.date(), ground=case.ground, kind=plan.wanted.kind, items=plan.wanted.count, by=case.by)
        register(content, takedown)
    written = letters.write(place, case, settings, letters.language_of(language, plan.wanted, settings))
    return Done(
        plan=plan,
        suppressed=len(suppressed),
        documents=documents,
        removed=removed,
        dropped=dropped,
        swept=len(swept),
        staying=staying,
        quotes=quotes.quotes(content, trace),
        letters=written,
        history=forget_history.history(settings, plan.wanted, trace, (*removed.pictures, *plan.recorded_pictures, *plan.files)),
    )


def _keep_hidden(settings: Settings, case: letters.Case) -> tuple[str, ...]:
    """Ids of the copies that were hidden with what is forgotten: each gets a decision of its own, or it would come back."""
    gone = case.wanted.ids
    if not any(one.do == "hide" and one.item in gone for one in hub_settings.every_decision(settings.content)):
        return ()
    from parvis.build import standing

    withheld = standing.hub(settings, case.at).withheld
    copies = sorted(one.post.id for one in withheld if one.hidden_with in gone and one.post.id not in gone)
    because = spoken("It says the same as something that was hidden and is forgotten now.")
    for copy in copies:
        hub_settings.decide(settings.content, Decision(item=copy, do="hide", by=case.by, at=case.at, because=because))
    return tuple(copies)


def _tell(done: Done, settings: Settings, *, as_json: bool) -> None:
    if as_json:
        say_json(forget_report.facts(done, settings))
        return
    for line in forget_report.lines(done, settings):
        say(line)

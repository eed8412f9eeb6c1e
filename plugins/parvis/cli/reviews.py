"""`parvis reviews unanswered`: what customers still wait for, negative reviews first."""

from __future__ import annotations

from datetime import datetime, timedelta

import click

from parvis import settings as hub_settings
from parvis.cli.terminal import say, say_json, say_table
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.curate.unanswered import Unanswered, unanswered
from parvis.errors import UsageError
from parvis.model.hub import Item
from parvis.settings import Settings, moments

#: Characters of a review's words in the list.
_SHOWN = 60


@click.command(
    cls=Verb,
    example="""
parvis reviews unanswered
parvis reviews unanswered --older 7d --json
""",
)
@click.argument("what", type=click.Choice(["unanswered"]))
@click.option("--older", metavar="TIME", help="Only those that have waited this long, such as 7d.")
@now_option
@json_option
def command(*, what: str, older: str | None, now_text: str | None, as_json: bool) -> int:
    """List the published reviews that nobody has answered: negative ones first, the oldest of each first, with age and owner.

    Posts that an editor has marked `needs-answer` follow them. Owners stand in content/curation/reviews.yaml. Exit code 1 when one of those listed has waited longer than PARVIS_REPLY_WITHIN.
    """
    del what
    from parvis.build import review_files

    settings = hub()
    now = moment(settings, now_text)
    reviews = review_files.check(settings, now)
    within = settings.site.reply_within
    found = unanswered(reviews.published, reviews.policy, now, older=_duration(older), within=within)
    posts = _marked(settings, now)
    if as_json:
        marked = [{"id": item.post.id, "url": item.post.url, "words": _title(item)} for item in posts]
        say_json({"now": now, "within": within, "unanswered": [_facts(one) for one in found], "posts": marked})
    else:
        _say(found, now, within)
        if posts:
            say_table(("Post", "Words", "Where"), [(item.post.id, _title(item), item.post.url or "") for item in posts])
    return int(any(one.late for one in found))


def _marked(settings: Settings, now: datetime) -> tuple[Item, ...]:
    """The posts that an editor says need an answer; nothing tells this to readers."""
    if not any(decision.do == "needs-answer" for decision in hub_settings.every_decision(settings.content)):
        return ()
    from parvis.build import standing

    found = standing.hub(settings, now)
    return tuple(item for item in (*found.items, *found.withheld) if item.answer == "needed")


def _title(item: Item) -> str:
    from parvis.tidy import text

    return text.one_line(item.post.title or item.post.text, _SHOWN)


def _duration(text: str | None) -> timedelta | None:
    try:
        return moments.duration(text) if text else None
    except ValueError as error:
        raise UsageError(f"--older: {error}") from error


def _say(found: tuple[Unanswered, ...], now: datetime, within: timedelta | None) -> None:
    if not found:
        say("No review waits for an answer.")
        return
    rows = [
        (
            one.review.id,
            f"{one.review.rating:g}" if one.review.rating is not None else "–",
            f"{one.age.days} d",
            one.owner or "nobody",
            "late" if one.late else "",
            _words(one),
        )
        for one in found
    ]
    say_table(("Review", "Stars", "Waits", "Owner", "", "Words"), rows)
    negative, late = sum(one.review.negative for one in found), sum(one.late for one in found)
    agreed = f", {late} past the agreed {within.days} d" if within else ""
    say(f"{len(found)} unanswered on {now:%Y-%m-%d}, {negative} of them negative{agreed}. Answers: content/curation/replies/*.yaml.")


def _words(one: Unanswered) -> str:
    from parvis.tidy import text

    return text.one_line(f"{one.review.title} {one.review.text}", _SHOWN)


def _facts(one: Unanswered) -> dict[str, object]:
    review = one.review
    return {
        "id": review.id,
        "rating": review.rating,
        "negative": review.negative,
        "published": review.published,
        "product": review.product,
        "days": one.age.days,
        "owner": one.owner,
        "late": one.late,
        "words": _words(one),
    }

"""What a contest's phases, promises and counts are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from babel.dates import format_time

from parvis.curate.contests.phases import Promise
from parvis.model.contest import Contest, PhaseName
from parvis.pages import days
from parvis.pages.edition import Edition
from parvis.pages.nouns import said


def phase(name: PhaseName, edition: Edition) -> str:
    """A phase in a word."""
    gettext = edition.words.gettext
    named: Mapping[PhaseName, str] = {
        "announced": str(gettext("Announced")),
        "ideas": str(gettext("Ideas")),
        "moderation": str(gettext("Reading")),
        "vote": str(gettext("Vote")),
        "shortlist": str(gettext("Shortlist")),
        "jury": str(gettext("Jury")),
        "results": str(gettext("Results")),
        "launch": str(gettext("Launch")),
        "kept": str(gettext("Promises")),
    }
    return named[name]


def headline(name: PhaseName, edition: Edition) -> str:
    """What the phase wants of people, or tells them."""
    gettext = edition.words.gettext
    told: Mapping[PhaseName, str] = {
        "announced": str(gettext("Soon your ideas are wanted")),
        "ideas": str(gettext("Send us your idea")),
        "moderation": str(gettext("We are reading your ideas")),
        "vote": str(gettext("The vote is open")),
        "shortlist": str(gettext("The vote is closed")),
        "jury": str(gettext("Now the jury decides")),
        "results": str(gettext("The results are here")),
        "launch": str(gettext("From idea to product")),
        "kept": str(gettext("What became of the promises")),
    }
    return told[name]


def text(name: PhaseName, contest: Contest, edition: Edition) -> str:
    """One sentence about what happens now and when it goes on."""
    gettext = edition.words.gettext
    told: Mapping[PhaseName, str] = {
        "announced": str(gettext("Ideas can be sent from %(moment)s on.")),
        "ideas": str(gettext("Until %(moment)s.")),
        "moderation": str(gettext("Those that say the same become one that credits all its authors. The next step: %(moment)s.")),
        "vote": str(gettext("Until %(moment)s. One person, one vote.")),
        "shortlist": str(gettext("The ballots are being counted, and anybody can count them again. The next step: %(moment)s.")),
        "jury": str(gettext("The results: %(moment)s.")),
        "results": str(gettext("With every point, every vote and what it takes to compute them again.")),
        "launch": str(gettext("In the shop, on its way or late: where each promise stands.")),
        "kept": str(gettext("What was promised, what was kept, and what was late, with the reason.")),
    }
    following = contest.ends(name)
    return told[name] % {"moment": moment(following, edition, until=name in {"ideas", "vote"})} if following else _endless(told[name])


def _endless(sentence: str) -> str:
    """A sentence without the moment that nobody has named."""
    whole = [part for part in sentence.split(". ") if "%(moment)s" not in part]
    return ". ".join(whole)


def moment(when: datetime, edition: Edition, *, until: bool = False) -> str:
    """Day and time of day, by the hub's clock; of midnight the day alone: the one that begins then, or `until`, that ends."""
    clock = when.astimezone(edition.timezone)
    if (clock.hour, clock.minute) == (0, 0):
        return days.written(clock.date() - timedelta(days=until), edition.locale)
    time = format_time(when, "short", tzinfo=edition.timezone, locale=edition.locale)
    return days.with_time(days.written(clock.date(), edition.locale), time, edition.locale)


def short_day(day: date, edition: Edition, *, year: bool) -> str:
    """`12 juin`, where the year is known."""
    form = edition.locale.datetime_skeletons["yMMMd" if year else "MMMd"].pattern
    return days.written(day, edition.locale, form)


def closed(name: PhaseName, edition: Edition) -> str:
    """What is said when the time to take part is over and the page has not been built again yet."""
    gettext = edition.words.gettext
    return str(gettext("The vote has just closed.")) if name == "vote" else str(gettext("The time for ideas has just ended."))


def promise(state: Promise | None, edition: Edition) -> str:
    """What a promise has come to, as a sign."""
    gettext = edition.words.gettext
    signs: Mapping[Promise, str] = {
        "kept": str(gettext("Promise kept")),
        "kept_late": str(gettext("Kept, but late")),
        "waiting": str(gettext("Promised")),
        "late": str(gettext("Late")),
    }
    return signs[state] if state else ""


def strange(kind: str, edition: Edition) -> str:
    """What looked strange."""
    gettext = edition.words.gettext
    named = {
        "burst": str(gettext("A burst for one idea")),
        "same_voter": str(gettext("One voter again and again")),
        "same_time": str(gettext("Many ballots at one moment")),
    }
    return named[kind]


def count(name: str, edition: Edition) -> str:
    """What was counted."""
    gettext = edition.words.gettext
    named = {
        "ballots": str(gettext("Ballots")),
        "counted": str(gettext("Votes that count")),
        "voters": str(gettext("Voters")),
        "repeated": str(gettext("More than one person may cast")),
        "early": str(gettext("Before the vote")),
        "late": str(gettext("After the vote")),
        "not_on_ballot": str(gettext("For what is not on the ballot")),
        "set_aside": str(gettext("Set aside, with a reason")),
    }
    return named[name]


def tie(rule: str, contest: Contest, edition: Edition) -> str:
    """What has parted equals."""
    gettext = edition.words.gettext
    named = {
        "all": str(gettext("all of them go on")),
        "earliest": str(gettext("the one that was sent first goes on")),
        "draw": str(gettext("by lot")),
        "votes": str(gettext("by the votes")),
        "equal": str(gettext("they share their place")),
    }
    criteria = {criterion.id: said(criterion.name, edition) for criterion in contest.jury.criteria}
    return named.get(rule) or str(gettext("by %(criterion)s")) % {"criterion": criteria.get(rule, rule)}


def family(name: str, edition: Edition) -> str:
    """A family of tastes, for the gallery's filters."""
    gettext = edition.words.gettext
    named = {
        "fruit": str(gettext("Fruits")),
        "citrus": str(gettext("Citrus")),
        "nut": str(gettext("Nuts")),
        "spice": str(gettext("Spices")),
        "herb": str(gettext("Herbs")),
        "flower": str(gettext("Flowers")),
        "tea": str(gettext("Teas")),
        "coffee": str(gettext("Coffee")),
        "chocolate": str(gettext("Chocolate")),
        "sweet": str(gettext("Sweets")),
        "milk": str(gettext("Cream and cheese")),
        "drink": str(gettext("Drinks")),
        "garden": str(gettext("From the garden")),
    }
    return named[name]

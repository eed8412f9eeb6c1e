"""A hub with everything awkward in it, drawn with the theme once for all tests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, get_args

import msgspec
import pytest

from parvis import THEME, pages
from parvis.build import brand
from parvis.build.render import Drawing, Theme
from parvis.curate.events import shown
from parvis.model.ambassador import Ambassador, Bust, Code, Consent, Hair, Period, Portrait, Profile
from parvis.model.article import Article
from parvis.model.challenge import Challenge, Milestone, Progress
from parvis.model.contact import Account, Closing, Help
from parvis.model.contest import (
    Ballot,
    Conflict,
    Contest,
    Criterion,
    Entry,
    Juror,
    Jury,
    Merge,
    Outcome,
    Phase,
    SetAside,
    Vote,
    Winner,
)
from parvis.model.curated_review import CuratedReview, Reviews
from parvis.model.event import Change, Event, Venue
from parvis.model.hub import Also, Hub, Item
from parvis.model.label import Label
from parvis.model.offer import Offer
from parvis.model.place import Address, Exceptional, Place
from parvis.model.post import Author, Counts, Media, Occasion, Poll, Post
from parvis.model.product import Credit, Price, Product
from parvis.model.reply import Reply
from parvis.model.review import Answer, Photo, Revision
from parvis.model.review_policy import ReviewPolicy, Rule

Judge = Callable[[Contest, str, int], Contest]

#: A text that breaks out of whatever forgets to escape it.
HOSTILE = """"><script>alert(1)</script><img src=x onerror=alert(1)>' & ]]> {{ 7 * 7 }}"""


@pytest.fixture(scope="session")
def theme() -> Path:
    """The theme's folder."""
    return Path(THEME)


@pytest.fixture(scope="session")
def draw(theme: Path) -> Callable[[Hub], dict[str, str]]:
    """Every page of a hub that has a template, by its path."""
    static = theme / "static"
    assets = {file.relative_to(static).as_posix(): "0" * 64 for file in static.rglob("*") if file.is_file()}

    def draw(hub: Hub) -> dict[str, str]:
        known = assets | dict.fromkeys(brand.paths(hub.site), "0" * 64)
        drawing = Drawing(hub.site, Theme(templates=(theme / "templates",), locale=theme / "locale", assets=known))
        return {page.path: drawing.draw(page).decode() for page in pages.every(hub)}

    return draw


@pytest.fixture(scope="session")
def hub(
    make_hub: Callable[..., Hub],
    make_post: Callable[..., Post],
    make_article: Callable[..., Article],
    make_noun: Callable[..., Any],
    make_review: Callable[..., CuratedReview],
    make_ambassador: Callable[..., Ambassador],
    contests: tuple[Contest, ...],
) -> Hub:
    """One post of every awkward sort."""
    people = _people(make_ambassador)
    made = make_hub(
        _posts(make_post),
        ambassadors=people,
        spotlight=people[0],
        articles=_articles(make_article),
        written_pages=(make_article("a-propos", kind="page", published=None),),
        products=_products(make_noun),
        reviews=_reviews(make_review),
        places=_places(make_noun),
        offers=_offers(make_noun),
        challenges=_challenges(make_noun),
        contests=contests,
        **_site(),
    )
    signs = (Label("paid"), Label("gift", date(2026, 1, 1)), Label("generated"))
    items = tuple(msgspec.structs.replace(item, ambassador=people[0].slug, disclosure=signs) for item in made.items)
    items = (*items[:-2], *(msgspec.structs.replace(item, **_curated(item)) for item in items[-2:]))
    copy = Item(post=make_post(14, title=HOSTILE, text=HOSTILE), status="hidden", reasons=(HOSTILE,), same_as=items[0].post.id)
    return msgspec.structs.replace(made, items=items, withheld=(copy,), events=shown(_events(make_noun), items, made.site, made.now))


def _posts(make_post: Callable[..., Post]) -> list[Post]:
    picture = Media(kind="image", url="https://cdn.example/1.jpg", local="ab/1.webp", width=1200, height=400, alt=HOSTILE, color="#aabbcc")
    film = Media(kind="video", url="https://v.example/1", local="ab/2.webp", width=720, height=1280, duration=272.0)
    return [
        make_post(0, title=HOSTILE, text=HOSTILE, html=f"<p>{HOSTILE}</p>", author=Author(name=HOSTILE, handle=HOSTILE), tags=(HOSTILE,)),
        make_post(1, title="Un titre " * 16, media=(picture, picture), tags=("Été", "マカロン")),
        make_post(2, kind="video", network="youtube", media=(film,), counts=Counts(likes=1, views=1234, replies=2, reposts=3)),
        make_post(3, language="ar", title="", titled=False, text="تجربة رائعة", author=Author(name="ليلى الحداد")),
        make_post(4, author=Author(name="Zelda Q.", opted_out=True)),
        make_post(5, sensitive=True, warning="A burn", media=(picture,)),
        make_post(6, sensitive=True, media=(picture,)),
        make_post(7, poll=Poll(options=((HOSTILE, 2), ("Non", 1)), closes=datetime(2026, 7, 1, tzinfo=UTC))),
        make_post(
            8, kind="event", occasion=Occasion(start=date(2026, 7, 1), end=date(2026, 7, 4), place=HOSTILE, cancelled=True, recurring=True)
        ),
        make_post(9, kind="event", occasion=Occasion(start=datetime(2026, 7, 1, 22, tzinfo=UTC))),
        make_post(10, kind="audio", media=(Media(kind="audio", url="https://a.example/1.mp3", duration=61.0),)),
        make_post(11, url=None, author=Author(), title="", text="", html="", dated=False, licence="CC BY", updated=make_post(0).published),
        make_post(12, title=HOSTILE, text=HOSTILE, html=""),
        make_post(13, title="", titled=False, text="", html=""),
    ]


def _articles(make_article: Callable[..., Article]) -> tuple[Article, ...]:
    return (
        make_article(title=HOSTILE, summary=HOSTILE, author=HOSTILE, picture="images/a b.jpg", picture_alt=HOSTILE, tags=("Été", HOSTILE)),
        make_article(language="en", updated=datetime(2026, 6, 3, tzinfo=UTC)),
        make_article("deux"),
    )


def _site() -> dict[str, Any]:
    """What the brand says of itself."""
    return {
        "notice": {"fr": HOSTILE},
        "accounts": (
            Account(network="mastodon", handle=HOSTILE, url="https://mamot.example/@x"),
            Account(network="Znn", handle="x", url="https://z.example/"),
        ),
        "help": Help(channel={"fr": HOSTILE, "en": HOSTILE}, email="bonjour@shop.example", within=timedelta(days=2)),
        "closing": Closing(day=date(2026, 12, 31), reasons={"fr": HOSTILE}),
    }


def _curated(item: Item) -> dict[str, Any]:
    """What an editor and a right can make of an item: quoted, pinned, thanked, shown once for two networks."""
    also = Also(network="threads", url="https://threads.example/?a=b&c=%22", source="blog", author=HOSTILE)
    return {"quoted": True, "pinned": item.post.published, "featured": True, "also": (also,), "answer": "thanked"}


def _events(make_noun: Callable[..., Any]) -> tuple[Event, ...]:
    """With everything and with nothing, cancelled and moved, over, on, and to come, of one day and of several."""
    said, tomorrow = {"fr": HOSTILE, "en": HOSTILE}, datetime(2026, 6, 13, 18, tzinfo=UTC)
    everything: dict[str, Any] = {
        **dict.fromkeys(("organiser", "group", "hashtag"), HOSTILE),
        **dict.fromkeys(("online", "link"), "https://meet.example/?a=b&c=%22"),
        "because": said,
        "venue": Venue(name=HOSTILE, address=HOSTILE, latitude=45.5, longitude=-73.6),
        "member_run": True,
        "capacity": 1400,
        "price": Price(amount=0, currency="CAD"),
        "languages": ("fr", "en"),
    }
    changes = (
        Change(day=date(2026, 6, 20), cancelled=True, because=said),
        Change(day=date(2026, 6, 27), start=datetime(2026, 6, 28, 18, tzinfo=UTC)),
    )
    return (
        make_noun(Event, "tout", name=HOSTILE, start=tomorrow, end=tomorrow + timedelta(hours=2), timezone="Europe/Paris", **everything),
        make_noun(Event, "serie", start=date(2026, 6, 6), rule="FREQ=WEEKLY;COUNT=5", skipped=(date(2026, 7, 4),), differing=changes),
        make_noun(Event, "annule", start=date(2026, 7, 1), end=date(2026, 7, 5), cancelled=True, because=said),
        make_noun(Event, "en-cours", start=date(2026, 6, 12), venue=Venue(place="tout"), organiser="toute"),
        make_noun(Event, "passe", start=date(2026, 6, 11), hashtag="Été"),
        make_noun(Event, "rien", start=date(2026, 12, 31), name="Un titre " * 16),
    )


def _people(make_ambassador: Callable[..., Ambassador]) -> tuple[Ambassador, ...]:
    """With everything and with nothing, one who has left, one whose consent has ended, and a bust of every hair."""
    said, ended = {"fr": HOSTILE, "en": HOSTILE}, Period(date(2025, 1, 1), date(2026, 1, 1))
    profiles = (Profile(HOSTILE, "https://social.example/?a=b&c=%22"),)
    code = Code(text=HOSTILE, period=Period(None, date(2026, 12, 31)), gives=said, url="https://shop.example/?a=%22")
    everything: dict[str, Any] = {
        **dict.fromkeys(("role", "place", "quote", "farewell"), said),
        "portrait": Portrait(rights="contract", credit=HOSTILE),
        "topics": (HOSTILE, "Été"),
        "favourites": ("tout", "gone"),
        "profiles": profiles,
        "code": code,
    }
    hairs = get_args(Hair)
    return (
        make_ambassador(
            "toute", languages=("fr", "en"), name=HOSTILE, relationship="paid", contract=Period(date(2026, 1, 1)), **everything
        ),
        make_ambassador("partie", relationship="paid", contract=ended, after="goodbye", **everything),
        make_ambassador("muette", consent=Consent(period=ended, scope=("page",)), after="goodbye", **everything),
        *(make_ambassador(f"p-{hair}", drawn=Bust(hair=hair, glasses=True, beard=hair == "crop")) for hair in hairs),
    )


def _reviews(make_review: Callable[..., CuratedReview]) -> Reviews:
    """With everything and with nothing, and one that is withheld."""
    at = datetime(2026, 6, 11, tzinfo=UTC)
    reply = Reply(review="judgeme:0", text=HOSTILE, by=HOSTILE, at=at, changed=("page:a-propos", "product:tout"))
    everything: dict[str, Any] = {
        **dict.fromkeys(("title", "text", "author", "proof", "incentive", "insider", "origin", "product_name"), HOSTILE),
        "verified": True,
        "url": "https://reviews.example/1?a=b&c",
        "helpful": 12,
        "experienced": date(2026, 6, 1),
        "updated": at,
        "revisions": (Revision(digest="0" * 64, written=at, replaced=at),),
        "photos": (Photo(picture="images/a b.jpg", alt=HOSTILE),),
        "answer": Answer(text=HOSTILE, by=HOSTILE, at=at),
    }
    published = (
        make_review(0, **everything, replies=(reply,)),
        make_review(1, rating=None, title="", text="mot " * 400, product=""),
        make_review(2, rating=2.5, title="", text="Court.", author="", dated=False, product="inconnu", product_name=HOSTILE),
        make_review(3, rating=1.0, title="", text="", language="ar", first_party=False),
        make_review(4, rating=5.0),
    )
    rule = Rule(name="insults", because="insults", words=("x",), public={"": HOSTILE})
    policy = ReviewPolicy(
        given=True,
        checked={"fr": HOSTILE},
        contact="avis@sucre.example",
        incentives={"": HOSTILE},
        publication=timedelta(days=7),
        retention=timedelta(days=1825),
        rules=(rule,),
    )
    withheld = (make_review(5, status="withheld", ground="insult"), make_review(6, status="withheld", held="Judge.me: spam"))
    return Reviews(published=published, withheld=withheld, policy=policy)


def _products(make_noun: Callable[..., Any]) -> tuple[Product, ...]:
    """One of every status, with everything and with nothing."""
    said, day = {"fr": HOSTILE, "en": HOSTILE}, date(2026, 4, 1)
    price = Price(amount=2.5, currency="CAD", unit=said, url="https://shop.example/a?b=%22c")
    facts: dict[str, Any] = {"ingredients": said, "origin": said, "allergens": said, "season": said, "price": price}
    credit = (Credit(name=HOSTILE, contest="saveurs-2025", entry="bleuet"),)
    return (
        make_noun(Product, "tout", languages=("fr", "en"), name=HOSTILE, colors=("#336699", "#ffeedd"), credit=credit, **facts),
        make_noun(Product, "annonce", status="announced", promised=day, launched=date(2026, 9, 12), late_because=said),
        make_noun(Product, "saison", status="seasonal", promised=day, launched=day),
        make_noun(Product, "musee", status="retired", promised=day, launched=date(2026, 5, 1)),
        make_noun(Product, "promis", status="announced", promised=date(2026, 12, 1)),
    )


@pytest.fixture(scope="session")
def drawn(draw: Callable[[Hub], dict[str, str]], hub: Hub) -> dict[str, str]:
    """All its files, by path."""
    return draw(hub)


@pytest.fixture(scope="session")
def html_pages(drawn: dict[str, str]) -> dict[str, str]:
    """Those that people read."""
    return {path: text for path, text in drawn.items() if path.endswith(".html")}


def _places(make_noun: Callable[..., Any]) -> tuple[Place, ...]:
    """One that says everything, one on the other side of the Earth, one that says nothing."""
    said, morning, noon = {"fr": HOSTILE, "en": HOSTILE}, (time(9), time(12)), (time(13), time(0))
    facts: dict[str, Any] = {
        "address": Address(street=HOSTILE, locality=HOSTILE, region="QC", postal_code="H2T 2A1", country="CA"),
        "coordinates": (45.5247, -73.5954),
        "week": ((), (morning,), (morning,), (morning, noon), (morning, noon), (noon,), ()),
        "exceptions": (
            Exceptional(first=date(2026, 6, 24), last=date(2026, 6, 24), spans=(), because=said),
            Exceptional(first=date(2026, 12, 24), last=date(2026, 12, 26), spans=(morning,)),
        ),
        "phone": "+1 514 555 0100",
        "email": "bonjour@shop.example",
        "website": "https://shop.example/",
        "access": said,
    }
    return (
        make_noun(Place, "mile-end", languages=("fr", "en"), name=HOSTILE, **facts),
        make_noun(Place, "loin", role="meeting", coordinates=(-45.0, 106.0), week=((morning,),) * 7),
        make_noun(Place, "ailleurs"),
    )


def _offers(make_noun: Callable[..., Any]) -> tuple[Offer, ...]:
    """One that runs, one to come, one that has ended."""
    said = {"fr": HOSTILE, "en": HOSTILE}
    july, august = datetime(2026, 7, 1, 4, tzinfo=UTC), datetime(2026, 8, 1, 4, tzinfo=UTC)
    facts: dict[str, Any] = {"code": HOSTILE, "conditions": (said,), "shop": "https://shop.example/", "products": ("tout", "unknown")}
    return (
        make_noun(Offer, "ete", languages=("fr", "en"), name=HOSTILE, benefit=said, ends=july, places=("mile-end",), **facts),
        make_noun(Offer, "apres", benefit={"fr": "2 + 1"}, starts=july, ends=august, code="HIDDEN-YET"),
        make_noun(Offer, "avant", benefit={"fr": "2 + 1"}, ends=datetime(2026, 6, 1, tzinfo=UTC), code="HIDDEN-NOW", places=("mile-end",)),
    )


def _challenges(make_noun: Callable[..., Any]) -> tuple[Challenge, ...]:
    """One for each alone, one together, one to come, one that is over."""
    said, unit = {"fr": HOSTILE, "en": HOSTILE}, {"fr": "macarons goûtés", "en": "macarons tasted"}
    july = datetime(2026, 7, 1, 4, tzinfo=UTC)
    steps = (Milestone(at=2, name=said, reward=said), Milestone(at=10, name=said))
    board = (
        Progress(name=HOSTILE[:20], amount=4.5, last=date(2026, 6, 1)),
        Progress(name="Nora B.", amount=2.0),
        *(Progress(name=f"Ada {letter}.", amount=1.0) for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 4),
    )
    facts: dict[str, Any] = {"unit": unit, "milestones": steps, "progress": board, "link": "https://shop.example/join"}
    return (
        make_noun(Challenge, "cent", languages=("fr", "en"), name=HOSTILE, goal=10.0, ends=july, join=said, **facts),
        make_noun(Challenge, "ensemble", goal=200.0, together=True, **facts),
        make_noun(Challenge, "bientot", unit=unit, starts=july, join=said),
        make_noun(Challenge, "fini", unit=unit, ends=datetime(2026, 6, 1, tzinfo=UTC), join=said),
    )


@pytest.fixture(scope="session")
def contests(make_contest: Callable[..., Contest], judge: Judge) -> tuple[Contest, ...]:
    """One whose vote is open, with everything hostile; one with results; one whose promises can be looked at; one without an idea."""
    said = {"fr": HOSTILE, "en": HOSTILE}
    entry = Entry(
        id="7", title=HOSTILE, text=f"{HOSTILE}\n{HOSTILE}", author=HOSTILE, language="ar", link="https://a.example/?b=%22", tags=(HOSTILE,)
    )
    plain = make_contest("saveurs-2026")
    hostile: dict[str, Any] = {
        "name": HOSTILE,
        "eligibility": said,
        "entries": (
            *plain.entries,
            entry,
            Entry(id="8", slug="un-titre", title="Un titre " * 16, picture="images/a.jpg", picture_alt=HOSTILE),
        ),
        "merges": (Merge(ids=("7", "1"), accept=True), Merge(ids=("2", "8"), accept=True)),
        "vote": Vote(how=said, form="https://forms.example/?a=b&c=%22", options=("7", "2", "3"), hide_authors=True),
        "jury": Jury(
            members=(Juror(id="a", name=HOSTILE, role=said, customer=True, conflicts=(Conflict("7", said),)),),
            criteria=(Criterion(id="b", name=said, about=said),),
        ),
        "take_part": msgspec.structs.replace(plain.take_part, shop=said, hashtag=HOSTILE),
    }
    return (
        make_contest("tout", **hostile),
        _counted(_shifted(make_contest("resultats"), -30), judge),
        _counted(_shifted(make_contest("promesses"), -365), judge),
        _shifted(make_contest("sans-idee", entries=(), rules=None, prizes=(), organiser=None), 60),
    )


def _shifted(contest: Contest, days: int) -> Contest:
    phases = tuple(Phase(phase.name, phase.start + timedelta(days=days)) for phase in contest.phases)
    return msgspec.structs.replace(contest, phases=phases)


def _counted(contest: Contest, judge: Judge) -> Contest:
    """Voted, judged, with its winners: a product that is there, one that is late, and one that nobody has promised."""
    start = contest.starts("vote")
    assert start is not None
    cast = tuple(Ballot(f"{number:032x}", id_, start + timedelta(hours=number)) for number, id_ in enumerate("111122233444"))
    strange = SetAside(kind="burst", voters=(cast[0].voter,), since=cast[0].at, until=cast[0].at, because=HOSTILE)
    voted = msgspec.structs.replace(contest, ballots=cast, strange=(strange, msgspec.structs.replace(strange, set_aside=True)))
    winners = (
        Winner(entry="4", product="tout", promised=date(2026, 5, 1), launched=date(2026, 4, 30)),
        Winner(entry="2", promised=date(2026, 5, 1), moved=date(2026, 9, 1), late_because={"fr": HOSTILE}),
        Winner(entry="1", because={"fr": HOSTILE}),
    )
    return msgspec.structs.replace(judge(voted, "124", 4), outcome=Outcome(file="content/contests/x/outcome.md", winners=winners))

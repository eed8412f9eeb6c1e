"""What all tests share: where the captured feeds lie, if they are there."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from parvis.curate.contests import proof
from parvis.model.ambassador import Ambassador, Consent, Period
from parvis.model.article import Article, Kind
from parvis.model.contest import (
    Change,
    Contest,
    Criterion,
    Entry,
    Juror,
    Jury,
    Organiser,
    Phase,
    PhaseName,
    Prize,
    Rules,
    Score,
    Shortlist,
    TakePart,
    Vote,
)
from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Hub, Item, Site
from parvis.model.noun import Noun
from parvis.model.page import Body
from parvis.model.post import Author, Post
from parvis.model.review import Review, digest
from parvis.model.source import Source
from parvis.settings import Settings

# A busy machine is no defect: properties are about what is true, never about how fast it is found.
hypothesis_settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis_settings.load_profile("patient")

# Whoever runs the tests may read another language: they expect English, unless one asks for more.
for _name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES"):
    os.environ.pop(_name, None)
os.environ["LANG"] = "C.UTF-8"

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """Folder of captured feeds and hostile input beside the checkout; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("PARVIS_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("../shared is absent: the captured feeds and the hostile corpus lie there")
    return folder


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own sample documents, by kind."""
    return ROOT / "tests" / "samples"


@pytest.fixture(scope="session")
def wear() -> Callable[[str, Path], Path]:
    """Gives a folder the look of `sober` or `loud`: settings, pictures, a few words. What else lies in it stays."""
    brands = Path(__file__).parent / "brands"

    def wear(brand: str, folder: Path) -> Path:
        shutil.copytree(brands / brand / "content", folder / "content", dirs_exist_ok=True)
        conf = (brands / "pelican.conf.py", brands / brand / "look.py")
        (folder / "pelican.conf.py").write_text("\n".join(file.read_text("utf-8") for file in conf), "utf-8")
        return folder

    return wear


@pytest.fixture(scope="session")
def make_post() -> Callable[..., Post]:
    """A post of the source `blog`; posts of a higher number are older by an hour each."""

    def make(number: int = 0, **fields: Any) -> Post:
        moment = datetime(2026, 6, 12, 16, tzinfo=UTC) - timedelta(hours=number)
        known: dict[str, Any] = {
            "id": f"blog:{number}",
            "source": "blog",
            "network": "feed",
            "url": f"https://blog.example/{number}",
            "slug": f"post-{number}",
            "published": moment,
            "collected": moment,
            "author": Author(name="Ada"),
            "title": f"Post {number}",
            "text": "Some words about macarons.",
            "html": "<p>Some words about macarons.</p>",
        }
        return Post(**(known | fields))

    return make


@pytest.fixture(scope="session")
def make_hub() -> Callable[..., Hub]:
    """A French hub with an English edition and the source `blog`, of published posts (newest first) with their own tags."""

    def make(posts: Iterable[Post] = (), **fields: Any) -> Hub:
        site: dict[str, Any] = {
            "name": "Sucre Bleu",
            "url": "https://sucre.example",
            "language": "fr",
            "languages": ("fr", "en"),
            "timezone": "America/Montreal",
            "tagline": {"fr": "La place", "en": "The square"},
            "page_size": 3,
        }
        site_fields = {name: fields.pop(name) for name in tuple(fields) if name in Site.__struct_fields__}
        known: dict[str, Any] = {
            "site": Site(**(site | site_fields)),
            "now": datetime(2026, 6, 12, 18, tzinfo=UTC),
            "sources": (Source(name="blog", kind="feed", title="The blog", options={"url": "https://blog.example/feed.xml"}),),
            "items": tuple(Item(post=post, status="published", reasons=(), tags=post.tags) for post in posts),
            "withheld": (),
            "articles": (),
            "written_pages": (),
            "next_change": None,
        }
        return Hub(**(known | fields))

    return make


@pytest.fixture(scope="session")
def make_settings() -> Callable[..., Settings]:
    """Settings of a hub in a folder, in French and English, without sources; nothing is written."""

    def make(root: Path, **fields: Any) -> Settings:
        known: dict[str, Any] = {
            "root": root,
            "content": root / "content",
            "output": root / "output",
            "state": root / ".parvis",
            "theme": root / "theme",
            "site": Site(name="Sucre Bleu", url="https://hub.example", language="fr", languages=("fr", "en")),
            "sources": (),
            "now": None,
            "private_hosts": (),
            "digest": "",
        }
        return Settings(**(known | fields))

    return make


@pytest.fixture(scope="session")
def make_article() -> Callable[..., Article]:
    """An editor's French post."""

    def make(slug: str = "bonjour", **fields: Any) -> Article:
        known: dict[str, Any] = {
            "kind": "post",
            "slug": slug,
            "language": "fr",
            "title": "Bonjour",
            "body": Body("<p>Bonjour à <a href='/mur/'>tous</a>.</p>", "", written=True),
            "published": datetime(2026, 6, 1, 12, tzinfo=UTC),
            "file": f"content/posts/{slug}.md",
        }
        return Article(**(known | fields))

    return make


@pytest.fixture(scope="session")
def make_noun(make_article: Callable[..., Article]) -> Callable[..., Any]:
    """A noun of a class such as `Product`, told in French: `make_noun(Product, "camerise", status="announced")`."""

    def make(model: type[Noun], slug: str, *, languages: tuple[str, ...] = ("fr",), **fields: Any) -> Any:
        kind = model.__name__.lower()
        known: dict[str, Any] = {"slug": slug, "name": slug.replace("-", " ").capitalize(), "file": f"content/{kind}s/{slug}.md"}
        told = known | fields
        words = {"kind": kind, "title": told["name"], "published": None, "file": told["file"], "tags": told.get("tags", ())}
        return model(told=tuple(make_article(slug, language=language, **words) for language in languages), **told)

    return make


@pytest.fixture(scope="session")
def make_ambassador(make_noun: Callable[..., Any]) -> Callable[..., Ambassador]:
    """An ambassador since January 2025 who has agreed to everything: `make_ambassador("ada", relationship="gift")`."""

    def make(slug: str = "ada", **fields: Any) -> Ambassador:
        known: dict[str, Any] = {
            "name": slug.replace("-", " ").title(),
            "first_name": slug.partition("-")[0].title(),
            "relationship": "none",
            "since": date(2025, 1, 1),
            "consent": Consent(period=Period(date(2024, 12, 1)), scope=("page", "portrait", "posts", "spotlight")),
        }
        ambassador: Ambassador = make_noun(Ambassador, slug, **(known | fields))
        return ambassador

    return make


@pytest.fixture(scope="session")
def make_review() -> Callable[..., CuratedReview]:
    """A published review of the product `bleuet-citron`, four stars, a day older for each higher number; fields of both its structs."""

    def make(number: int = 0, **fields: Any) -> CuratedReview:
        curated: dict[str, Any] = {name: fields.pop(name) for name in tuple(fields) if name in CuratedReview.__struct_fields__}
        published = datetime(2026, 6, 10, 12, tzinfo=UTC) - timedelta(days=number)
        said: dict[str, Any] = {
            "id": f"judgeme:{number}",
            "source": "reviews-judgeme",
            "kind": "judgeme",
            "origin": "Judge.me",
            "first_party": True,
            "product": "bleuet-citron",
            "published": published,
            "collected": published + timedelta(days=1),
            "author": "Ghislaine P.",
            "language": "fr",
            "rating": 4.0,
            "title": f"Avis {number}",
            "text": "La ganache est très bonne.",
        } | fields
        sealed = {"digest": digest(said["rating"], said["title"], said["text"])} | said
        return CuratedReview(review=Review(**sealed), **({"status": "published", "reasons": ()} | curated))

    return make


#: When each phase of the contest begins.
_PHASES: dict[PhaseName, datetime] = {
    "announced": datetime(2026, 3, 20, 13, tzinfo=UTC),
    "ideas": datetime(2026, 4, 7, 13, tzinfo=UTC),
    "moderation": datetime(2026, 5, 10, 22, tzinfo=UTC),
    "vote": datetime(2026, 6, 1, 13, tzinfo=UTC),
    "shortlist": datetime(2026, 6, 15, 16, tzinfo=UTC),
    "jury": datetime(2026, 6, 20, 14, tzinfo=UTC),
    "results": datetime(2026, 6, 27, 15, tzinfo=UTC),
    "launch": datetime(2026, 9, 12, 14, tzinfo=UTC),
    "kept": datetime(2026, 12, 1, 15, tzinfo=UTC),
}
_IDEAS = ("Thé au jasmin", "Cassis et violette", "Poire et gingembre", "PB&J", "Sapin et chocolat", "Bleuet et lavande")
_CLAUSES = ("organiser", "network", "dates", "eligibility", "costs", "prizes", "selection", "votes", "minors", "data", "language")


@pytest.fixture(scope="session")
def make_contest(make_article: Callable[..., Article]) -> Callable[..., Contest]:
    """A French contest, told in English too, with six entries, a jury of three and all that the law asks for; its vote is open at the hub's moment."""

    def make(slug: str = "saveurs", **fields: Any) -> Contest:
        folder = f"content/contests/{slug}"

        def told(kind: Kind, *titles: str) -> tuple[Article, ...]:
            languages = zip(("fr", "en"), titles, strict=True)
            return tuple(make_article(slug, kind=kind, language=one, title=title, file=f"{folder}/{kind}.md") for one, title in languages)

        known: dict[str, Any] = {
            "slug": slug,
            "name": "Saveurs 2026",
            "file": f"{folder}/contest.md",
            "folder": folder,
            "timezone": "America/Montreal",
            "phases": tuple(Phase(name, start) for name, start in _PHASES.items()),
            "told": told("contest", "Saveurs 2026", "Flavours 2026"),
            "organiser": Organiser(name="Sucre Bleu inc.", address="12, rue du Pain, Montréal", contact="concours@sucre.example"),
            "law": ("quebec",),
            "prizes": (Prize(what={"fr": "Un coffret de 24", "en": "A box of 24"}, count=1, value="60 $"),),
            "eligibility": {"fr": "Toute personne qui habite au Canada.", "en": "Anybody who lives in Canada."},
            "minimum_age": 14,
            "take_part": TakePart(form="https://forms.example/idee", email="idees@sucre.example", hashtag="saveurs2026"),
            "vote": Vote(how={"fr": "Une personne, une voix.", "en": "One person, one vote."}, form="https://forms.example/vote"),
            "shortlist": Shortlist(size=3, ties="earliest"),
            "jury": _jury(),
            "entries": _entries(f"{folder}/entries.csv"),
            "rules": _rules(f"{folder}/rules.md", told("rules", "Règlement", "Rules")),
        }
        return Contest(**(known | fields))

    return make


@pytest.fixture(scope="session")
def judge() -> Callable[[Contest, str, int], Contest]:
    """Has a contest's ballots counted and its jury decide: every juror gives each of these ideas its number, and `more` points."""

    def judged(contest: Contest, ideas: str, more: int) -> Contest:
        scores = tuple(
            Score(juror.id, idea, criterion.id, str(more + int(idea)))
            for juror in contest.jury.members
            for idea in ideas
            for criterion in contest.jury.criteria
        )
        found = msgspec.structs.replace(contest, scores=scores)
        for step in (proof.tally, lambda one: proof.shortlist(one, 3), proof.jury):
            found = msgspec.structs.replace(found, result=proof.with_step(found, step(found)))
        return found

    return judged


def _jury() -> Jury:
    return Jury(
        members=(
            Juror(id="maude", name="Maude Thériault", role={"fr": "Fondatrice", "en": "Founder"}),
            Juror(id="ghislaine", name="Ghislaine P.", role={"fr": "Cliente", "en": "Customer"}, customer=True),
            Juror(id="mikael", name="Mikaël T.", role={"fr": "Client", "en": "Customer"}, customer=True),
        ),
        criteria=(
            Criterion(id="gout", name={"fr": "Goût", "en": "Taste"}, weight=4),
            Criterion(id="histoire", name={"fr": "Histoire", "en": "Story"}, weight=1),
        ),
        ties=("gout", "votes"),
    )


def _entries(file: str) -> tuple[Entry, ...]:
    """One a day from the first day of the ideas on."""
    return tuple(
        Entry(
            id=str(number),
            title=title,
            author=f"Personne {number}",
            at=_PHASES["ideas"] + timedelta(days=number),
            file=file,
            line=number + 1,
        )
        for number, title in enumerate(_IDEAS, start=1)
    )


def _rules(file: str, told: tuple[Article, ...]) -> Rules:
    return Rules(
        file=file,
        version=1,
        changes=(Change(version=1, at=date(2026, 3, 20), what="Première version.", sha256="a" * 64),),
        sha256="a" * 64,
        clauses=dict.fromkeys(_CLAUSES, "Tout est dit.") | {"eligibility": "Dès 14 ans."},
        languages=("", "en"),
        told=told,
    )


#: Latin letters as Arabic ones: no language, but it runs from right to left.
ARABIC = dict(zip("abcdefghijklmnopqrstuvwxyz", "ابكديفجهىجكلمنوبقرستوفوخيز", strict=True))
#: What is no word: placeholders, tags, entities.
NO_WORD = re.compile(r"(%\(\w+\)\w|\{\w+\}|%%|<[^>]+>|&\w+;)")


@pytest.fixture(scope="session")
def speak_arabic(samples: Path) -> Callable[[Path], Path]:
    """Gives a theme's folder a catalogue of made-up Arabic: every msgid of the English one in Arabic letters, addresses as `ar-wall`.

    What is listed in samples/locale/ar/unsaid.txt is left out: it falls back to English.
    """
    unsaid = (samples / "locale" / "ar" / "unsaid.txt").read_text("utf-8").splitlines()
    english = samples.parents[1] / "theme" / "locale" / "en" / "LC_MESSAGES" / "parvis.po"

    def said(text: str) -> str:
        return "".join(
            part if NO_WORD.fullmatch(part) else "".join(ARABIC.get(letter.lower(), letter) for letter in part)
            for part in NO_WORD.split(text)
        )

    def make(theme: Path) -> Path:
        with english.open("rb") as file:
            found = [message for message in read_po(file, locale="en") if message.id and message.id not in unsaid]
        arabic = Catalog(locale="ar", domain="parvis")
        for message in found:
            one, *more = (message.id,) if isinstance(message.id, str) else message.id
            forms: Any = (said(one), *(said(more[0]) for _ in range(arabic.num_plurals - 1))) if more else said(one)
            arabic.add(message.id, f"ar-{one}" if message.context == "address" else forms, context=message.context)
        words = theme / "locale" / "ar" / "LC_MESSAGES" / "parvis.po"
        words.parent.mkdir(parents=True)
        with words.open("wb") as out:
            write_po(out, arabic)
        return theme

    return make

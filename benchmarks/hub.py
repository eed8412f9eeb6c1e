"""Synthetic hubs for measuring: varied, of any size, and the same on every machine.

The brand posts on five networks and repeats a third of its posts on others, a little changed. Hundreds of people post in the other
sources; some share the brand's posts, many copy one and the same giveaway. Every tenth post has a picture, every fourth a link.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from html import escape
from pathlib import Path
from typing import Final

from PIL import Image

from parvis import THEME
from parvis.archive import read, write
from parvis.model import suppression
from parvis.model.post import Author, Media, Post
from parvis.tidy import text
from parvis.tidy.links import canonical

NOW: Final = datetime(2026, 6, 12, 14, tzinfo=UTC)
BRAND: Final = ("mastodon", "instagram", "threads", "facebook", "bluesky")
#: Posts lie so far apart on average that any number of them fills three years.
_YEARS: Final = timedelta(days=3 * 365)
_SYLLABLES: Final = (
    "ba be bi bo cha ci co da de fleu ga gran ja la le li lo ma me mi mo na ni no pa pe pi po ra re ri ro sa se si su ta te ti to va vi"
)
_GIVEAWAY: Final = (
    "Je participe au grand concours de la boutique pour gagner une boîte de macarons, partagez et identifiez trois personnes !"
)
_PICTURES: Final = 48


def words() -> list[str]:
    """Four thousand words that nobody speaks, the frequent ones first."""
    dice = random.Random("words")
    syllables = _SYLLABLES.split()
    return list(dict.fromkeys("".join(dice.choices(syllables, k=dice.choice((1, 2, 2, 3, 3, 4)))) for _ in range(9000)))[:4000]


class Maker:
    """One hub's posts, drawn from one row of seeded numbers."""

    def __init__(self, count: int, sources: int = 40) -> None:
        """`count`: posts in all; `sources`: the brand's five, and the community's."""
        self.count = count
        self.community = tuple(f"voices-{number}" for number in range(sources - len(BRAND)))
        self._dice = random.Random(f"hub of {count}")
        self._words = words()
        self._weights = [1 / (place + 8) for place in range(len(self._words))]
        self._people = [self._person(number) for number in range(max(20, count // 40))]

    def posts(self) -> dict[str, tuple[Post, ...]]:
        """All posts by source, in no order that anything could lean on."""
        found: dict[str, list[Post]] = {source: [] for source in (*BRAND, *self.community)}
        for post in self._every():
            found[post.source].append(post)
        return {source: tuple(posts) for source, posts in found.items()}

    def _every(self) -> Iterator[Post]:
        made, step = 0, _YEARS / self.count
        while made < self.count:
            moment = NOW - step * made - timedelta(seconds=self._dice.randrange(1, 3000))
            several = list(self._several(made, moment))[: self.count - made]
            made += len(several)
            yield from several

    def _several(self, number: int, moment: datetime) -> Iterator[Post]:
        """One post, or all copies of one."""
        chance = self._dice.random()
        if chance < 0.12:
            yield from self._of_brand(number, moment)
        elif chance < 0.14:
            source = self._dice.choice(self.community)
            yield self.post(source, number, moment, _GIVEAWAY, self._dice.choice(self._people))
        else:
            source = self._dice.choice(self.community)
            yield self.post(source, number, moment, self._said(), self._dice.choice(self._people))

    def _of_brand(self, number: int, moment: datetime) -> Iterator[Post]:
        said, first = self._said(), self._dice.choice(BRAND)
        brand = Author(name="Sucre Bleu", handle="@sucrebleu", url=f"https://{first}.example/@sucrebleu")
        original = self.post(first, number, moment, said, brand)
        yield original
        if self._dice.random() < 0.33:
            others = [network for network in BRAND if network != first]
            for place, network in enumerate(self._dice.sample(others, self._dice.choice((1, 2, 2)))):
                changed = self._dice.choice((said, f"{said} #macaron #{self._word()}", f"{said[: int(len(said) * 0.7)]}…"))
                yield self.post(network, number + place + 1, moment + timedelta(minutes=4 * place + 3), changed, brand)
        if self._dice.random() < 0.1:
            source, person = self._dice.choice(self.community), self._dice.choice(self._people)
            yield self.post(source, number + 9, moment + timedelta(hours=2), said, person, repost_of=original.url)

    def post(self, source: str, number: int, moment: datetime, said: str, author: Author, repost_of: str | None = None) -> Post:
        """One post, with or without tags, link and picture."""
        network = source if source in BRAND else ("mastodon", "feed", "flickr", "reddit", "bluesky")[int(source.rpartition("-")[2]) % 5]
        dice = self._dice
        native = f"{number}-{dice.randrange(16**6):06x}"
        pictured, linked = dice.random() < 0.1, dice.random() < 0.25
        return Post(
            version=1,
            id=f"{source}:{native}",
            source=source,
            network=network,
            url=f"https://{network}.example/{source}/{native}",
            slug=text.slug(said),
            published=moment.replace(microsecond=0),
            collected=moment.replace(microsecond=0) + timedelta(minutes=20),
            author=author,
            language=dice.choice(("fr", "fr", "fr", "en")),
            title=text.one_line(said, 80),
            titled=False,
            html=f"<p>{escape(said, quote=False)}</p>",
            text=said,
            media=(self._picture(),) if pictured else (),
            tags=tuple(dict.fromkeys(self._word() for _ in range(dice.choice((0, 0, 1, 2, 4))))),
            links=(f"https://sucrebleu.example/{self._word()}?utm_source={network}",) if linked else (),
            repost_of=repost_of,
            cleaner="1",
        )

    def _said(self) -> str:
        count = self._dice.choice((2, 5, 9, 14, 22, 34, 60))
        said = " ".join(self._dice.choices(self._words, self._weights, k=count))
        return f"{said.capitalize()}."

    def _word(self) -> str:
        return self._dice.choices(self._words, self._weights)[0]

    def _picture(self) -> Media:
        number = self._dice.randrange(_PICTURES)
        local = picture_name(number)
        return Media(
            kind="image", url=f"https://cdn.example/{number}.jpg", local=local, width=640, height=480, alt="Des macarons", color="#c7d2e3"
        )

    def _person(self, number: int) -> Author:
        first, last = (self._dice.choice(self._words).capitalize() for _ in range(2))
        return Author(name=f"{first} {last}", handle=f"@{first.lower()}{number}", url=f"https://people.example/@{first.lower()}{number}")


def picture_name(number: int) -> str:
    """Where the archive keeps a picture of ours."""
    digest = f"{number:02x}" * 32
    return f"{digest[:2]}/{digest}.jpg"


def hub(folder: Path, posts: Mapping[str, Sequence[Post]]) -> None:
    """Write a whole hub: settings, sources, archive, pictures, journal, decisions."""
    content = folder / "content"
    content.mkdir(parents=True)
    (folder / "theme" / "templates" / "parts").mkdir(parents=True)
    (folder / "output").mkdir()
    (folder / "pelican.conf.py").write_text(_CONF, "utf-8")
    (content / "sources.yaml").write_text("sources:\n" + "".join(map(_source, posts)), "utf-8")
    for source, found in posts.items():
        write.keep(content / "archive", source, found)
    _pictures(content / "archive" / "media")
    _journal(content / "posts")
    curation(content / "curation", posts)


def one_more(folder: Path) -> None:
    """Add one post to the archive, as a later `parvis collect` would: each time another one."""
    archive = folder / "content" / "archive"
    number = len(read.posts(archive, "mastodon"))
    newest = Maker(8).post(
        "mastodon",
        10**9 + number,
        NOW - timedelta(minutes=1),
        f"Tout nouveau, tout beau, sorti du four : le {number}.",
        Author(name="Sucre Bleu"),
    )
    write.keep(archive, "mastodon", [newest])


def reworded(folder: Path) -> None:
    """Change the words of a post from the middle of the archive, as its author would: each time further."""
    file, place = _middle(folder)
    lines = file.read_text("utf-8").splitlines()
    record = json.loads(lines[place])
    record["text"] += " Encore."
    record["html"] = record["html"].replace("</p>", " Encore.</p>")
    lines[place] = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    file.write_text("\n".join((*lines, "")), "utf-8")


def hidden(folder: Path) -> None:
    """Hide a post from the middle of the archive: each time another one."""
    decided = folder / "content" / "curation" / "decisions" / "2026-06.yaml"
    known = decided.read_text("utf-8") if decided.exists() else ""
    file, place = _middle(folder)
    item = json.loads(file.read_text("utf-8").splitlines()[place])["id"]
    decided.write_text(f'{known}- {{item: "{item}", do: hide, by: "Awa", at: 2026-06-10T10:11:12Z, because: "essai"}}\n', "utf-8")


def rewritten(folder: Path) -> None:
    """Add a paragraph to one of the brand's own posts."""
    post = folder / "content" / "posts" / "billet-7.md"
    post.write_text(f"{post.read_text('utf-8')}\nEncore un mot.\n", "utf-8")


def redrawn(folder: Path) -> None:
    """Change the template of the cards of posts, which most pages show: in the hub's own theme, and by what nobody sees."""
    name = Path("templates", "parts", "post_card.html")
    own = folder / "theme" / name
    own.write_text(f"{(own if own.exists() else Path(THEME) / name).read_text('utf-8')}{{# again #}}\n", "utf-8")


def _middle(folder: Path) -> tuple[Path, int]:
    """File and line of the brand's post in the middle of those that the built hub shows."""
    walls = [json.loads(file.read_bytes()) for file in (folder / "output" / "api" / "wall").glob("*.json")]
    shown = sorted((item["published"], item["id"]) for wall in walls for item in wall["items"] if item["source"] == "mastodon")
    _, wanted = shown[len(shown) // 2]
    files = sorted((folder / "content" / "archive" / "mastodon").glob("*.jsonl"))
    lines = ((file, place, line) for file in files for place, line in enumerate(file.read_bytes().splitlines()))
    return next((file, place) for file, place, line in lines if json.loads(line)["id"] == wanted)


_CONF: Final = """PLUGINS = ["parvis"]
SITENAME = "Banc d’essai"
SITEURL = "https://bench.example"
DEFAULT_LANG = "fr"
TIMEZONE = "America/Montreal"
PATH = "content"
THEME = "theme"
OUTPUT_PATH = "output"
PARVIS_LANGUAGES = ["fr", "en"]
PARVIS_NOW = "2026-06-12T10:00-04:00"
PARVIS_PRIVATE_HOSTS = ["127.0.0.0/8"]
"""


def _source(name: str) -> str:
    owner = "brand" if name in BRAND else "community"
    return f"  - {{name: {name}, kind: feed, url: 'https://{name}.example/feed', title: '{name.title()}', owner: {owner}}}\n"


def _pictures(media: Path) -> None:
    for number in range(_PICTURES):
        file = media / picture_name(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        Image.linear_gradient("L").resize((640, 480)).rotate(number * 7).convert("RGB").save(file, "JPEG", quality=80)


def _journal(posts: Path) -> None:
    posts.mkdir()
    dice, known = random.Random("journal"), words()
    for number in range(20):
        body = "\n\n".join(" ".join(dice.choices(known, k=60)).capitalize() + "." for _ in range(5))
        day = (NOW - timedelta(days=9 * number)).date()
        head = f"---\ntitle: Billet {number}\ndate: {day}\ntags: [{dice.choice(known)}, {dice.choice(known)}]\n---\n"
        (posts / f"billet-{number}.md").write_text(f"{head}{body}\n", "utf-8")


def curation(folder: Path, posts: Mapping[str, Sequence[Post]]) -> None:
    """Two decisions for every hundred posts, twenty rules, rights of people, sources and single posts, and two things that were forgotten."""
    (folder / "decisions").mkdir(parents=True, exist_ok=True)
    every = [post for found in posts.values() for post in found]
    verbs = ("approve", "hide", "feature")
    lines = [
        f'- {{item: "{post.id}", do: {verbs[place % 3]}, by: "Awa", at: 2026-05-0{1 + place % 9}T10:11:12Z, because: "essai"}}\n'
        for place, post in enumerate(every[::50])
    ]
    (folder / "decisions" / "2026-05.yaml").write_text("".join(lines), "utf-8")
    known = words()
    rules = [
        f"  - {{name: word-{place}, when: {{text: [{known[place * 40]}, {known[place * 40 + 1]}]}}, then: wait}}\n"
        for place in range(8, 18)
    ]
    (folder / "rules.yaml").write_text(f"rules:\n{_RULES}{''.join(rules)}", "utf-8")
    _rights(folder / "rights", posts)
    _forgotten(folder / "suppressions.yaml", every)


def _rights(folder: Path, posts: Mapping[str, Sequence[Post]]) -> None:
    """Every other source of the community has granted all, of the rest a tenth of the people, and some single posts."""
    folder.mkdir(exist_ok=True)
    ours = [source for source in posts if source not in BRAND]
    people = dict.fromkeys(post.author.url for source in ours[1::2] for post in posts[source] if post.author.url)
    about = [
        *(f'source: "{source}"' for source in ours[::2]),
        *(f'author: "{url}"' for url in list(people)[::10]),
        *(f'item: "{post.id}"' for source in ours[1::2] for post in posts[source][::200]),
    ]
    grant = (
        'state: granted, by: "Awa", at: 2026-01-12T15:00:00Z, because: "essai", scope: [site, feeds], proof: "https://people.example/yes"'
    )
    until = ("", ", until: 2027-02-01T05:00:00Z")
    lines = (f"- {{{subject}, {grant}{until[place % 2]}}}\n" for place, subject in enumerate(about))
    (folder / "2026-01.yaml").write_text("".join(lines), "utf-8")


def _forgotten(file: Path, every: Sequence[Post]) -> None:
    """One post and one person; the salts are seeded, so that each run looks for the same."""
    dice = random.Random("salts")
    gone = [*suppression.item_keys(every[70], canonical), *suppression.author_keys(every[-70], canonical)] if len(every) > 70 else []
    salts = [f"{dice.randrange(16**32):032x}" for _ in gone]
    lines = (
        f'- {{of: {of}, salt: "{salt}", mark: "{suppression.mark(salt, of, key)}", hash: "{suppression.slow(salt, of, key)}",'
        " ground: erasure, at: 2026-05-02T10:00:00Z}\n"
        for salt, (of, key) in zip(salts, gone, strict=True)
    )
    file.write_text("".join(lines), "utf-8")


_RULES: Final = """  - {name: no-giveaways, when: {regex: "grand concours.*gagner"}, then: hide}
  - {name: spam, when: {spam: ">0.8"}, then: wait}
  - {name: insults, when: {profanity: ">0.5"}, then: wait}
  - {name: linked, when: {links: ">3"}, then: wait}
  - {name: short, when: {shorter: 8, media: false}, then: hide}
  - {name: old, when: {older: 900d, network: reddit}, then: hide}
  - {name: pictured, when: {media: true, network: [flickr, instagram]}, then: feature, continue: true}
  - {name: makings, when: {regex: ["\\\\bco(?:da|mi)[a-z]+\\\\b.*\\\\?"], not: {source: mastodon}}, then: wait}
  - {name: either, when: {any: [{text: "grand concours"}, {handle: "@nobody"}], language: fr}, then: listen}
  - {name: at-most, when: {cap: 20}, then: wait}
"""

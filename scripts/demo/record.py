"""Write the demo's recorded documents into content/recorded/, in the shapes in which the networks answer, with their pictures.

`python scripts/demo/record.py` writes everything anew; the same words give the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import record_json as as_json
import record_xml as as_xml
from described import Drawn, described
from draw import draw
from words import Entry, entries

RECORDED = Path(__file__).resolve().parents[2] / "content" / "recorded"


def picture(plan: str, address: str, size: tuple[int, int]) -> Drawn | None:
    """Draw what `plan` says (`scene flavour flavour …`, or `-` for none) for an address."""
    if plan == "-":
        return None
    scene, *flavours = plan.split()
    file = RECORDED / "media" / address.removeprefix("https://")
    file.parent.mkdir(parents=True, exist_ok=True)
    draw(scene, flavours, size, seed=address).save(file, "JPEG", quality=80, optimize=True, progressive=True)
    return described(scene, flavours, size, address)


def write(name: str, document: str | list[Any] | dict[str, Any]) -> None:
    """Write one recorded document."""
    text = document if isinstance(document, str) else json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    (RECORDED / name).write_text(text, "utf-8")


def pictured(
    found: list[Entry], address: Callable[[Entry], str], size: Callable[[Entry], tuple[int, int]], *, field: int = 0
) -> dict[Entry, Drawn]:
    """Draw the pictures of all entries that have one."""
    drawn = {entry: picture(entry.fields[field], address(entry), size(entry)) for entry in found}
    return {entry: shown for entry, shown in drawn.items() if shown}


def further(found: list[Entry], address: Callable[[Entry, int], str]) -> dict[Entry, list[Drawn]]:
    """Draw the further pictures of all entries that have some, as the second, the third and so on."""
    return {
        entry: [shown for nth, plan in enumerate(entry.more, start=2) if (shown := picture(plan, address(entry, nth), by_turns(entry)))]
        for entry in found
        if entry.more
    }


def by_turns(entry: Entry) -> tuple[int, int]:
    """A portrait, a square or a landscape, by the entry's number."""
    return ((864, 1080), (960, 960), (1080, 810))[entry.number() % 3]


def as_networks_answer() -> None:
    """Write the documents that networks give as JSON."""
    toots = entries("mastodon")
    seen = pictured(toots, lambda e: f"https://files.toot.example/{e.number()}.jpg", by_turns)
    write(
        "mastodon.json", as_json.mastodon(toots, seen, further(toots, lambda e, nth: f"https://files.toot.example/{e.number()}-{nth}.jpg"))
    )
    skeets = entries("bluesky")
    write("bluesky.json", as_json.bluesky(skeets, pictured(skeets, lambda e: f"https://cdn.bsky.example/{e.number()}.jpg", by_turns)))
    photos = entries("instagram")
    squares = pictured(photos, lambda e: f"https://cdn.instagram.example/{e.number()}.jpg", by_turns)
    write("instagram.json", as_json.instagram(photos, squares))
    pages = entries("facebook")
    write("facebook.json", as_json.facebook(pages, pictured(pages, lambda e: f"https://cdn.facebook.example/{e.number()}.jpg", by_turns)))
    threads = entries("threads")
    write("threads.json", as_json.threads(threads, pictured(threads, lambda e: f"https://cdn.threads.example/{e.number()}.jpg", by_turns)))
    classes = entries("peertube")
    stills = pictured(classes, lambda e: f"https://tube.example/lazy-static/previews/{e.number()}.jpg", lambda _: (850, 480))
    write("peertube.json", as_json.peertube(classes, stills))
    write("discourse.json", as_json.discourse(entries("discourse")))
    letters = entries("newsletter", english=True)
    headers = pictured(letters, lambda e: f"https://crumbletter.example/i/{e.number()}.jpg", lambda _: (1080, 720))
    write("newsletter.json", as_json.json_feed(letters, headers))
    write("webmention.json", as_json.webmention(entries("webmention")))


def as_feeds() -> None:
    """Write the documents that are feeds and calendars."""
    films = entries("youtube")
    posters = pictured(films, lambda e: f"https://i.ytimg.com/vi/{e.fields[2]}/hqdefault.jpg", lambda _: (640, 480))
    write("youtube.xml", as_xml.youtube(films, posters))
    posts = entries("blog")
    write("blog.xml", as_xml.wordpress(posts, pictured(posts, lambda e: f"https://rosalie.example/photos/{e.number()}.jpg", by_turns)))
    episodes = entries("podcast")
    covers = pictured(episodes, lambda e: f"https://balado.example/art/{e.number()}.jpg", lambda _: (720, 720))
    write("podcast.xml", as_xml.podcast(episodes, covers))
    shots = entries("flickr")
    pool = pictured(shots, lambda e: f"https://live.staticflickr.example/{e.number()}_b.jpg", lambda e: _reduced(e.fields[2]))
    write("flickr.xml", as_xml.flickr(shots, pool))
    talk = entries("reddit", english=True)
    write("reddit.atom", as_xml.reddit(talk, pictured(talk, lambda e: f"https://i.redd.example/{e.number()}.jpg", by_turns)))
    drawings = entries("tumblr", english=True)
    strips = pictured(drawings, lambda e: f"https://64.media.tumblr.example/{e.number()}.jpg", by_turns)
    write("tumblr.rss", as_xml.tumblr(drawings, strips))
    write("calendrier.ics", as_xml.calendar(entries("events")))


def main() -> None:
    """Write all documents and pictures, and the journal's own."""
    images = RECORDED.parent / "images"
    for folder in (RECORDED, images):
        folder.mkdir(parents=True, exist_ok=True)
    as_networks_answer()
    as_feeds()
    for name, scene, flavours, size in JOURNAL:
        draw(scene, flavours.split(), size, seed=name).save(images / f"{name}.jpg", "JPEG", quality=82, optimize=True, progressive=True)


def _reduced(size: str) -> tuple[int, int]:
    """`1600x1067` as pixels, two thirds of it."""
    width, height = map(int, size.split("x"))
    return width * 2 // 3, height * 2 // 3


#: The journal's own pictures: name, scene, flavours, size.
JOURNAL: tuple[tuple[str, str, str, tuple[int, int]], ...] = (
    ("huit-finalistes", "scatter", "bleuet argousier jasmin poire pbj sapin cassis sesame", (1440, 810)),
    ("depouillement", "box", "bleuet framboise citron lavande pistache", (1440, 960)),
    ("cassis", "lone", "cassis", (1440, 960)),
    ("rampe", "row", "vanille rose lavande citron pistache", (1440, 810)),
    ("croutage", "pair", "vanille pistache", (1440, 960)),
    ("idees", "scatter", "fraise citron coco matcha rose", (1440, 810)),
    ("bleuet-citron", "pair", "bleuet citron", (1440, 960)),
    ("camerise", "lone", "camerise", (1440, 960)),
    ("sapin", "tower", "sapin canneberge coco", (1080, 1350)),
    ("etiquette", "row", "caramel noisette caramel erable", (1440, 810)),
    ("jury", "tower", "bleuet sapin camerise", (1440, 1080)),
    ("boutique", "row", "framboise citron pistache vanille bleuet", (1440, 810)),
    ("vitrine", "box", "bleuet pistache framboise sesame citron cassis coco argousier lavande sapin rose jasmin", (1440, 810)),
)

if __name__ == "__main__":
    main()

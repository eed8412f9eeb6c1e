"""The export of a hub that is closing: everything that it shows, in one archive of plain files that is the same at every build."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

import msgspec

from parvis.build.assets import Asset
from parvis.build.stage import Stage
from parvis.model.curated_review import CuratedReview
from parvis.model.hub import Hub, Item
from parvis.pages.addresses import EXPORT
from parvis.settings import Settings
from parvis.tidy import digests, html

#: Raise it when the archive is made in another way: what was made before is then made anew.
VERSION: Final = 1

#: The oldest moment that a ZIP file can name: no file in it has a time of its own.
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
#: Files that are packed already.
_PACKED: Final = frozenset({".avif", ".gif", ".jpeg", ".jpg", ".mp3", ".mp4", ".png", ".webp", ".woff2", ".zip"})

#: What is in the archive, in the languages that the hub may be in; others read the English one.
_README: Final = MappingProxyType(
    {
        "en": """Everything that this hub showed when it was built.

posts.jsonl    the posts of the wall, one a line: JSON, texts in UTF-8, moments in UTC
reviews.jsonl  the published reviews with the answers to them, one a line
written/       what the editors wrote, in Markdown with YAML front matter
files/         the pictures and files that all of it shows, by their path on the site

What was withheld, and what people asked not to be shown, is not in here.
""",
        "fr": """Tout ce que ce site montrait quand il a été construit.

posts.jsonl    les publications du mur, une par ligne\u00a0: JSON, textes en UTF-8, heures en UTC
reviews.jsonl  les avis publiés et leurs réponses, un par ligne
written/       ce que la rédaction a écrit, en Markdown, avec un en-tête YAML
files/         les images et les fichiers que tout cela montre, par leur chemin sur le site

Ce qui n’était pas montré, et ce que des personnes ont demandé de ne pas montrer, n’y est pas.
""",
    }
)


def take(hub: Hub, settings: Settings, assets: Iterable[Asset], stage: Stage) -> None:
    """Take the archive in, if the hub is closing. `assets`: the files that its pages show."""
    if hub.site.closing is None:
        return
    readme = _README.get(hub.site.language.partition("-")[0], _README["en"])
    made = {"README.txt": readme.encode(), "posts.jsonl": _lines(map(_post, hub.items)), "reviews.jsonl": _lines(_reviews(hub))}
    files = {**_written(hub, settings), **{f"files/{asset.path}": asset.source for asset in assets}}
    known = {name: digests.of_bytes(data) for name, data in made.items()} | {name: digests.of_file(path) for name, path in files.items()}
    key = digests.of_values([VERSION, sorted(known.items())])
    stage.claim(EXPORT, "the export")
    if not stage.keep(EXPORT, key):
        stage.put(EXPORT, key, pack(made, files))


def pack(made: Mapping[str, bytes], files: Mapping[str, Path]) -> bytes:
    """A ZIP archive: the same bytes for the same names and contents, whenever and wherever it is made."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as packed:
        for name in sorted({*made, *files}):
            entry = zipfile.ZipInfo(name, _NO_TIME)
            entry.create_system = 3  # as on Unix, wherever it is made
            entry.external_attr = 0o644 << 16
            entry.compress_type = zipfile.ZIP_STORED if Path(name).suffix.lower() in _PACKED else zipfile.ZIP_DEFLATED
            packed.writestr(entry, made[name] if name in made else files[name].read_bytes(), compresslevel=6)
    return archive.getvalue()


def _written(hub: Hub, settings: Settings) -> dict[str, Path]:
    """The files of everything that the editors wrote and that is shown."""
    told = (*hub.articles, *hub.written_pages, *(words for noun in hub.nouns() for words in noun.told))
    start = f"{settings.content.name}/"
    return {f"written/{one.file.removeprefix(start)}": settings.root / one.file for one in told if one.file.startswith(start)}


def _lines(values: Iterable[Any]) -> bytes:
    return b"".join(msgspec.json.encode(value, order="deterministic") + b"\n" for value in values)


def _post(item: Item) -> dict[str, Any]:
    """What the wall shows of a post; of an author who asked not to be shown, nothing but where it stands."""
    post = item.post
    bare = {"id": post.id, "network": post.network, "url": post.url, "published": post.published}
    if post.author.opted_out:
        return bare
    return bare | {
        "author": {"name": post.author.name, "handle": post.author.handle, "url": post.author.url},
        "language": post.language,
        "title": post.title,
        "html": str(html.clean(post.html, post.url or "")),
        "tags": item.tags,
        "files": [f"media/{media.local}" for media in post.media if media.local],
    }


def _reviews(hub: Hub) -> Iterator[dict[str, Any]]:
    return (_review(curated) for curated in hub.reviews.published)


def _review(curated: CuratedReview) -> dict[str, Any]:
    review = curated.review
    return {
        "id": review.id,
        "product": review.product or None,
        "author": review.author,
        "rating": review.rating,
        "title": review.title,
        "text": review.text,
        "published": review.published if review.dated else None,
        "experienced": review.experienced,
        "verified": review.verified,
        "proof": review.proof or None,
        "incentive": review.incentive or None,
        "answers": [{"by": reply.by, "at": reply.at, "text": reply.text} for reply in curated.replies],
    }

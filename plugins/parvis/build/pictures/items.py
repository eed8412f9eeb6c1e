"""The items' pictures: which are shown, and what becomes of an item whose picture cannot be."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import PurePosixPath

import msgspec

from parvis.build.pictures.workshop import ARCHIVE, Workshop
from parvis.model.hub import Hub
from parvis.model.post import Post


def unshowable(hub: Hub, workshop: Workshop, folder: str) -> dict[str, str]:
    """Have the pictures of all published items ready; a sentence for each that cannot be shown, by its place in the archive.

    `folder`: name of the content folder. Somebody who asked not to be shown is not: their pictures stay at home.
    """
    shown = {media.local: item.post.id for item in hub.items if not item.post.author.opted_out for media in item.post.media if media.local}
    names = {ARCHIVE + local: local for local in shown}
    refused = workshop.take_in(names)
    return {names[one]: _sentence(names[one], why, shown[names[one]], folder) for one, why in refused.items()}


def without(archived: Mapping[str, tuple[Post, ...]], gone: Collection[str]) -> dict[str, tuple[Post, ...]]:
    """The posts with all pictures but these: a card whose picture cannot be shown has words alone."""
    return {source: tuple(_without(post, gone) for post in posts) for source, posts in archived.items()}


def _without(post: Post, gone: Collection[str]) -> Post:
    if not any(media.local in gone for media in post.media):
        return post
    media = tuple(msgspec.structs.replace(one, local=None) if one.local in gone else one for one in post.media)
    return msgspec.structs.replace(post, media=media)


def _sentence(local: str, why: str, item: str, folder: str) -> str:
    place = PurePosixPath(folder, "archive", "media", local)
    what = "is missing" if why == "it is not there." else f"cannot be shown ({why.rstrip('.')})"
    return f"{place} {what}: {item} shows it. `parvis collect --force` fetches it again."

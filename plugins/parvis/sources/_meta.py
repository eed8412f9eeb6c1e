"""What Instagram, Facebook and Threads share: Meta's Graph API, its lists, its paging and its medias."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import Any, ClassVar, Literal

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawMedia
from parvis.sources._address import is_whole, query
from parvis.sources._answer import json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._token import TWO_MONTHS, TokenOptions
from parvis.sources._walk import single, walk

#: A long-lived token ends after 60 days unless it is renewed: so does what it gave, unless it is refreshed. Walked anew each 30.
RETENTION = TWO_MONTHS


class GraphOptions(TokenOptions):
    """Options of a kind that asks Meta's Graph API, which takes its token as a parameter."""

    place: ClassVar[Literal["header", "query"]] = "query"
    parameter: ClassVar[str] = "access_token"
    prefix: ClassVar[str] = ""


def pages(options: GraphOptions, state: State, address: str, fields: str, size: int) -> Generator[Request, Response, State]:
    """The pages of a list, by their `after` cursor: the whole address of the next page holds the token, and is never used."""
    if is_whole(options):
        yield options.whole()
        return state

    def page(cursor: str) -> Request:
        asked = query(fields=fields, limit=size, after=cursor)
        return Request(url=f"{address}?{asked}", accept="application/json", secret=options.secret())

    return (yield from walk(single(page, _following), state, again=RETENTION // 2))


def listed(body: bytes, wanted: str, sign: str) -> Iterator[Fields]:
    """The objects of a list, of an object keyed by ids, or a single one; `sign` is a field that such an object has. ReadError otherwise."""
    document = json_value(body, wanted)
    answer = Fields(document)
    if isinstance(answer.raw("data"), list):
        yield from answer.rows("data")
    elif answer.text("id") and answer.raw(sign) is not None:
        yield answer
    elif _keyed(document):
        yield from (Fields(thing) for thing in document.values())
    else:
        raise unexpected(document, wanted)


def pictures_and_films(thing: Fields) -> Iterator[RawMedia]:
    """The media of an Instagram or Threads object, an album's in their order."""
    children = list(thing.row("children").rows("data"))
    for one in children or [thing]:
        url, is_film = one.text("media_url"), one.text("media_type") in {"VIDEO", "REELS"}
        alt = one.text("alt_text")
        if is_film and (url or one.text("thumbnail_url")):
            # Where the film itself is withheld (music under licence), its page stands for it.
            page = one.text("permalink") or thing.text("permalink") or ""
            yield RawMedia(kind="video", url=url or page, preview=one.text("thumbnail_url"), alt=alt)
        elif url:
            yield RawMedia(kind="audio" if one.text("media_type") == "AUDIO" else "image", url=url, alt=alt)


def _following(response: Response) -> str:
    paging = Fields(json_value(response.body, "a list of Meta's Graph API")).row("paging")
    return (paging.row("cursors").text("after") or "") if paging.text("next") else ""


def _keyed(document: Any) -> bool:
    """Answers to several ids at once are keyed by them."""
    is_full = isinstance(document, dict) and bool(document)
    return is_full and all(isinstance(thing, dict) and thing.get("id") == key for key, thing in document.items())

"""Instagram: the brand's own account by Meta's API, with a token of 60 days that its owner renews.

Addresses of pictures end after some days, so that they are copied in the run that finds them. The answers of a hashtag search, which
carry neither author nor date and may be shown for 24 hours, are read as well, for hubs that have been granted it and drop them by hand.
Renew the token before its 60 days are over: `GET https://graph.instagram.com/refresh_access_token?grant_type=ig_refresh_token`.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from typing import Self

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import PostKind, RawAuthor, RawCounts, RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_host, pasted
from parvis.sources._fields import Fields
from parvis.sources._meta import RETENTION, GraphOptions, listed, pages, pictures_and_films
from parvis.sources._options import Server
from parvis.sources._token import DAY

GRADE: Grade = "B"
PROVEN = True

_PAGE = 50
_NAME = re.compile(r"[\w.]{1,30}")
_NO_ACCOUNT = {"p", "reel", "reels", "tv", "stories", "explore", "accounts", "about", "direct", "developer", "legal", "web"}
_ONE = "media_type,media_url,thumbnail_url,permalink,alt_text"
_FIELDS = f"id,caption,{_ONE},timestamp,username,like_count,comments_count,children{{id,{_ONE}}}"


class Options(GraphOptions):
    """The account that the token belongs to."""

    account: str | None = None  #: its name, for answers that do not tell it
    service: Server = "https://graph.instagram.com"  #: another server in Meta's place
    token_env: str = "INSTAGRAM_TOKEN"  # noqa: S105  #: name of the environment variable that holds the token

    @model_validator(mode="after")
    def _is_named(self) -> Self:
        if self.account and not _NAME.fullmatch(self.account.lstrip("@")):
            raise ValueError("`account` is the account's name, such as sucrebleu")
        return self


def recognise(url: str) -> Options | None:
    """`https://www.instagram.com/brand/`."""
    parts = pasted(url)
    steps = [step for step in parts.path.split("/") if step] if parts else []
    is_account = len(steps) == 1 and steps[0] not in _NO_ACCOUNT and _NAME.fullmatch(steps[0])
    return Options(account=steps[0]) if is_account and is_host(parts, "instagram.com") else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The account's media, newest first."""
    return (yield from pages(options, state, f"{options.service}/me/media", _FIELDS, _PAGE))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A list of media, media keyed by their ids, or a single one. ReadError when it is something else."""
    for media in listed(body, "a list of Instagram media", "media_type"):
        yield from _post(media, options)


def _post(media: Fields, options: Options) -> Iterator[RawPost]:
    if not media.text("id") or not media.text("media_type"):
        return
    # An answer of a hashtag search has no date: it is somebody else's.
    is_own = bool(media.text("timestamp"))
    name = media.text("username") or ((options.account or "").lstrip("@") if is_own else "")
    yield RawPost(
        native=media.text("id"),
        kind=_kind(media),
        url=media.text("permalink"),
        author=RawAuthor(name=name, handle=f"@{name}", url=f"https://www.instagram.com/{name}/") if name else RawAuthor(),
        published=media.text("timestamp"),
        expires_after=RETENTION if is_own else DAY,
        text=media.text("caption"),
        media=tuple(pictures_and_films(media)),
        counts=RawCounts(likes=media.number("like_count"), replies=media.number("comments_count"), views=media.number("view_count")),
    )


def _kind(media: Fields) -> PostKind:
    return "video" if media.text("media_type") in {"VIDEO", "REELS"} else "photo"

"""Threads: the brand's own posts by Meta's API, with a token of 60 days that its owner renews."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import PostKind, RawAuthor, RawCounts, RawPost
from parvis.model.source import Grade
from parvis.sources._address import is_host, pasted
from parvis.sources._fields import Fields
from parvis.sources._meta import RETENTION, GraphOptions, listed, pages, pictures_and_films
from parvis.sources._options import Server

GRADE: Grade = "B"
PROVEN = True

_PAGE = 50
_PROFILE = re.compile(r"/@([\w.]{1,30})/?")
_ONE = "media_type,media_url,thumbnail_url,permalink,alt_text"
_FIELDS = (
    f"id,{_ONE},text,timestamp,username,is_reply,is_quote_post,replied_to,link_attachment_url,topic_tag,"
    f"quoted_post{{permalink}},reposted_post{{permalink}},children{{id,{_ONE}}}"
)


class Options(GraphOptions):
    """The account that the token belongs to."""

    account: str | None = None  #: its name, for answers that do not tell it
    service: Server = "https://graph.threads.com/v1.0"  #: another server in Meta's place
    token_env: str = "THREADS_TOKEN"  # noqa: S105  #: name of the environment variable that holds the token


def recognise(url: str) -> Options | None:
    """`https://www.threads.com/@brand`."""
    parts = pasted(url)
    found = _PROFILE.fullmatch(parts.path) if parts and is_host(parts, "threads.com", "threads.net") else None
    return Options(account=found[1]) if found else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The account's posts, newest first."""
    return (yield from pages(options, state, f"{options.service}/me/threads", _FIELDS, _PAGE))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A list of posts, or a single one. ReadError when it is something else."""
    for post in listed(body, "a list of Threads posts", "media_type"):
        if post.text("id") and post.text("media_type"):
            yield _post(post, options)


def _post(post: Fields, options: Options) -> RawPost:
    name = post.text("username") or (options.account or "").lstrip("@")
    media = tuple(pictures_and_films(post))
    quoted, link, tag = post.row("quoted_post").text("permalink"), post.text("link_attachment_url"), post.text("topic_tag")
    return RawPost(
        native=post.text("id"),
        kind=_kind(media[0].kind if media else ""),
        url=post.text("permalink"),
        author=RawAuthor(name=name, handle=f"@{name}", url=f"https://www.threads.com/@{name}") if name else RawAuthor(),
        published=post.text("timestamp"),
        expires_after=RETENTION,
        text=post.text("text"),
        media=media,
        tags=(tag,) if tag else (),
        links=tuple(url for url in (link, quoted) if url),
        counts=RawCounts(likes=post.number("like_count"), replies=post.number("reply_count"), views=post.number("views")),
        reply_to=post.row("replied_to").text("id"),
        repost_of=post.row("reposted_post").text("permalink"),
    )


def _kind(first: str) -> PostKind:
    return "video" if first == "video" else "audio" if first == "audio" else "post"

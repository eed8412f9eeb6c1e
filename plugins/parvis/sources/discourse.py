"""Discourse forums: the latest topics, those of a category or a tag, or the posts of one topic, as JSON, no key.

Lists are asked by creation, newest first, because a forum's own order lets old topics rise again. An answer in RSS is read as well (some
forums give nothing else to strangers), and an item has the same id in both. Who voted in a poll is never read.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator
from functools import partial
from html import unescape
from typing import Self
from urllib.parse import unquote

from pydantic import model_validator

from parvis.model.exchange import Request, Response, State
from parvis.model.raw_post import RawAuthor, RawCounts, RawMedia, RawPoll, RawPost
from parvis.model.source import Grade
from parvis.sources import SourceOptions, kind
from parvis.sources._address import is_whole, name_of, origin, pasted, query, segment
from parvis.sources._answer import is_json, json_value
from parvis.sources._complaint import unexpected
from parvis.sources._fields import Fields
from parvis.sources._options import Server, one_of
from parvis.sources._walk import MOST_PAGES, single, walk
from parvis.tidy.text import plain

GRADE: Grade = "A"
PROVEN = True

_WANTED = "a list of Discourse topics"
_POSTS = 20  # that a topic gives at once
_AVATAR = "96"  # pixels, of the sizes that every forum has
_CATEGORY = re.compile(r"/c/((?:[^/]+/){1,3}\d+)(?:/(?:l/latest|none|all))?(?:\.rss|\.json)?/?")
_TOPIC = re.compile(r"/t/(?:[^/]+/)?(\d+)(?:/\d+)?(?:\.rss|\.json)?/?")
_TAG = re.compile(r"/tags?/([^/]+?)(?:/\d+)?(?:\.rss|\.json)?/?")
#: Hosts whose /latest and /tag/… are surely a forum's: a blog has them, too.
_FORUM = re.compile(r"(?:^|\.)(?:forums?|discuss(?:ion)?s?|discourse|community|meta|talk)\d*\.|discourse")
_OTHERS = ("youtube.com", "vimeo.com", "reddit.com")
_WHISPER, _SMALL_ACTION = 4, 3


class Options(SourceOptions):
    """A forum, and optionally which of its topics."""

    host: Server | None = None  #: the forum: a name, or an address with https://
    category: str | None = None  #: as in its address: `news/5`, `help/printers/12`
    tag: str | None = None  #: a tag's name: topics with it
    topic: int | None = None  #: number of a topic: its posts become items

    @model_validator(mode="after")
    def _is_complete(self) -> Self:
        if self.url is None and self.host is None:
            one_of(self, "host", "url")
        if sum(one is not None for one in (self.category, self.tag, self.topic)) > 1:
            one_of(self, "category", "tag", "topic")
        if self.category and not re.fullmatch(r"(?:[^/\s]+/)+\d+", self.category.strip("/")):
            raise ValueError(f"{self.category!r} is no category: copy it from its address, with the number, such as `news/5`")
        return self


def recognise(url: str) -> Options | None:
    """`/c/news/5`, `/t/welcome/8`, and `/latest` or `/tag/macaron` of a host that is plainly a forum."""
    parts = pasted(url)
    if parts is None or any(name in (parts.hostname or "") for name in _OTHERS):
        return None
    host, path = origin(parts), unquote(parts.path)
    if found := _CATEGORY.fullmatch(path):
        return Options(host=host, category=found[1])
    if found := _TOPIC.fullmatch(path):
        return Options(host=host, topic=int(found[1]))
    if not _FORUM.search(parts.hostname or ""):
        return None
    if found := _TAG.fullmatch(path):
        return Options(host=host, tag=found[1])
    return Options(host=host) if path.rstrip("/") in {"/latest", "/latest.json", "/latest.rss", "/posts.rss"} else None


def requests(options: Options, state: State) -> Generator[Request, Response, State]:
    """The pages of a list, or one topic."""
    if is_whole(options):
        yield Request(url=options.address(), accept="application/json, application/rss+xml;q=0.8")
        return state
    if options.topic is not None:
        yield from _topic_pages(f"{options.host}/t/{options.topic}.json")
        return state
    return (yield from walk(single(partial(_page, options), _following), state))


def read(body: bytes, options: Options) -> Iterator[RawPost]:
    """A list of topics, a topic with its posts, or the RSS of either. ReadError when it is something else."""
    if not is_json(body):
        feed = kind("feed")
        yield from feed.read(body, feed.Options(url=options.url or options.host))
        return
    document = json_value(body, _WANTED)
    answer, home = Fields(document), _home(options)
    if isinstance(answer.row("topic_list").raw("topics"), list):
        people = {person.text("id"): person for person in answer.rows("users")}
        for topic in answer.row("topic_list").rows("topics"):
            yield from _topic(topic, people, home)
    elif isinstance(answer.row("post_stream").raw("posts"), list):
        for post in answer.row("post_stream").rows("posts"):
            yield from _post(post, answer, home)
    else:
        raise unexpected(document, _WANTED)


def _topic_pages(address: str) -> Generator[Request, Response, None]:
    """A topic's first posts, then the others from its end, where the new ones are."""
    response = yield Request(url=address, accept="application/json")
    if response.unchanged:
        return
    stream = Fields(json_value(response.body, _WANTED)).row("post_stream").raw("stream")
    last = -(-len(stream) // _POSTS) if isinstance(stream, list) else 1
    for page in range(last, max(1, last - MOST_PAGES), -1):
        response = yield Request(url=f"{address}?page={page}", accept="application/json")
        if not response.new or response.full:
            return


def _page(options: Options, cursor: str) -> Request:
    place = "latest"
    if options.category:
        place = f"c/{'/'.join(map(segment, options.category.strip('/').split('/')))}"
    elif options.tag:
        place = f"tag/{segment(options.tag)}"
    asked = query(order="created", ascending="false", page=cursor)
    return Request(url=f"{options.host}/{place}.json?{asked}", accept="application/json")


def _following(response: Response) -> str:
    """The number of the next page, out of an address that leads to the page made for people."""
    if not is_json(response.body):
        return ""
    topics = Fields(json_value(response.body, _WANTED)).row("topic_list")
    found = re.search(r"[?&]page=(\d{1,6})", topics.text("more_topics_url") or "")
    return found[1] if found and topics.raw("topics") else ""


def _home(options: Options) -> str | None:
    """The forum's address, where the options tell it."""
    parts = pasted(options.url) if options.url and "://" in options.url else None
    return options.host or (origin(parts) if parts else None)


def _native(home: str | None, what: str) -> str:
    """As the forum's own RSS has it: `forum.example-topic-12`."""
    return f"{name_of(home)}-{what}" if home else what


def _topic(topic: Fields, people: dict[str | None, Fields], home: str | None) -> Iterator[RawPost]:
    number = topic.text("id")
    if number is None or topic.raw("visible") is False or topic.text("archetype") not in {"regular", None}:
        return
    asker = next(topic.rows("posters"), Fields(None))
    picture, posts = topic.text("image_url"), topic.number("posts_count")
    yield RawPost(
        native=_native(home, f"topic-{number}"),
        url=f"{home or ''}/t/{segment(topic.text('slug') or 'topic')}/{number}",
        author=_author(people.get(asker.text("user_id"), Fields(None)), home),
        published=topic.text("created_at"),
        title=topic.text("title"),
        html=topic.text("excerpt"),
        media=(RawMedia(kind="image", url=picture),) if picture else (),
        tags=(*topic.texts("tags"), *filter(None, (tag.text("name") for tag in topic.rows("tags")))),
        counts=RawCounts(likes=topic.number("like_count"), replies=max(posts - 1, 0) if posts else None, views=topic.number("views")),
        base=home,
    )


def _post(post: Fields, topic: Fields, home: str | None) -> Iterator[RawPost]:
    number = post.number("post_number")
    is_gone = post.yes("hidden") or post.yes("user_deleted") or post.raw("deleted_at") is not None
    if number is None or is_gone or post.number("post_type") in {_WHISPER, _SMALL_ACTION}:
        return
    slug, topic_number = post.text("topic_slug") or topic.text("slug") or "topic", post.text("topic_id") or topic.text("id") or ""
    answers = post.number("reply_to_post_number")
    edited = (post.number("version") or 1) > 1
    yield RawPost(
        native=_native(home, f"post-{topic_number}-{number}"),
        url=f"{home or ''}/t/{segment(slug)}/{topic_number}/{number}",
        author=_author(post, home),
        published=post.text("created_at"),
        updated=post.text("updated_at") if edited else None,
        title=topic.text("title") if number == 1 else None,
        html=post.text("cooked"),
        tags=tuple(topic.texts("tags")) if number == 1 else (),
        links=tuple(link.text("url") or "" for link in post.rows("link_counts") if link.text("url") and not link.yes("reflection")),
        counts=RawCounts(likes=_likes(post), replies=post.number("reply_count"), views=post.number("reads")),
        reply_to=_native(home, f"post-{topic_number}-{answers}") if answers else None,
        base=home,
        poll=next(filter(None, map(_poll, post.rows("polls"))), None),
    )


def _author(person: Fields, home: str | None) -> RawAuthor:
    name = person.text("username")
    picture = person.text("avatar_template")
    return RawAuthor(
        name=person.text("name", "username"),
        handle=f"@{name}" if name else None,
        url=f"{home}/u/{segment(name)}" if name and home else None,
        avatar=picture.replace("{size}", _AVATAR) if picture else None,
    )


def _likes(post: Fields) -> int | None:
    """The action of number 2 is the like."""
    return next((action.number("count") for action in post.rows("actions_summary") if action.number("id") == 2), None)  # noqa: PLR2004


def _poll(poll: Fields) -> RawPoll | None:
    options = tuple((unescape(plain(option.text("html") or "")), option.number("votes") or 0) for option in poll.rows("options"))
    if not options:
        return None
    return RawPoll(options=options, closed=poll.text("status") == "closed", voters=poll.number("voters"), closes=poll.text("close"))

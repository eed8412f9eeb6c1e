"""A post of X's API v2 as an item, with what the answer includes beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import unescape

import msgspec

from parvis.model.raw_post import PostKind, RawAuthor, RawCounts, RawMedia, RawPoll, RawPost
from parvis.sources._fields import Fields
from parvis.sources._figures import seconds
from parvis.sources._rich_text import anchor, paragraphs, words
from parvis.sources._token import DAY

_SITE = "https://x.com"
# Addresses are always wrapped in t.co; the offsets of `entities` count an escaped text in some answers, an unescaped one in others.
_MARK = re.compile(r"https?://t\.co/\w+|(?<!\w)@\w{1,15}|(?<![\w&])[#\uff03]\w+")
_OWN_MEDIA = re.compile(r"https://(?:twitter|x)\.com/\w+/status/\d+/(?:photo|video)/\d+")
_NO_LANGUAGE = {"und", "art", "qam", "qct", "qht", "qme", "qst", "zxx"}


class Included(msgspec.Struct, frozen=True, kw_only=True):
    """What an answer has beside its posts, by id."""

    users: Mapping[str, Fields]
    tweets: Mapping[str, Fields]
    media: Mapping[str, Fields]
    polls: Mapping[str, Fields]

    @classmethod
    def of(cls, includes: Fields) -> Included:
        """The `includes` of an answer."""
        return cls(
            users=_by(includes, "users", "id"),
            tweets=_by(includes, "tweets", "id"),
            media=_by(includes, "media", "media_key"),
            polls=_by(includes, "polls", "id"),
        )


def _by(includes: Fields, name: str, key: str) -> Mapping[str, Fields]:
    return {thing.text(key) or "": thing for thing in includes.rows(name)}


def post(tweet: Fields, included: Included, account: str) -> Iterator[RawPost]:
    """One post; `account` is whose timeline was asked, where the answer does not say. Nothing of an account that is protected."""
    number = tweet.text("id")
    referenced = {one.text("type"): one.text("id") or "" for one in tweet.rows("referenced_tweets")}
    repeated = included.tweets.get(referenced.get("retweeted", ""))
    shown = repeated or tweet
    author = included.users.get(shown.text("author_id") or "", Fields(None))
    if number is None or author.raw("protected") is True:
        return
    name = author.text("username") or ("" if repeated else account)
    media = tuple(_media(shown, included))
    first, edited = _history(tweet)
    figures = shown.row("public_metrics")
    yield RawPost(
        native=first,
        kind=_kind(media),
        url=f"{_SITE}/{name or 'i'}/status/{shown.text('id')}",
        author=_author(author, name),
        published=included.tweets.get(first, tweet).text("created_at"),
        updated=tweet.text("created_at") if edited else None,
        expires_after=DAY,
        language=None if shown.text("lang") in _NO_LANGUAGE else shown.text("lang"),
        html=_html(shown) or None,
        media=media,
        tags=tuple(tag.text("tag") or "" for tag in _entities(shown).rows("hashtags") if tag.text("tag")),
        links=tuple(dict.fromkeys((*_links(shown), *_quoted(referenced, included)))),
        mentions=tuple(f"@{one.text('username')}" for one in _entities(shown).rows("mentions") if one.text("username")),
        counts=RawCounts(
            likes=figures.number("like_count"),
            replies=figures.number("reply_count"),
            reposts=figures.number("retweet_count"),
            views=figures.number("impression_count"),
        ),
        reply_to=referenced.get("replied_to"),
        repost_of=referenced.get("retweeted"),
        sensitive=shown.yes("possibly_sensitive"),
        poll=_poll(shown, included),
    )


def _history(tweet: Fields) -> tuple[str, bool]:
    """The id of the first version, under which an edited post stays the same item, and whether it was edited."""
    number, versions = tweet.text("id") or "", list(tweet.texts("edit_history_tweet_ids"))
    return (versions[0], versions[0] != number) if versions else (number, False)


def _author(user: Fields, name: str) -> RawAuthor:
    if not name:
        return RawAuthor(name=user.text("name"))
    return RawAuthor(
        name=user.text("name") or name,
        handle=f"@{name}",
        url=f"{_SITE}/{name}",
        # `_normal` is 48 pixels wide; the address without it is the picture as it was uploaded.
        avatar=(user.text("profile_image_url") or "").replace("_normal.", "_bigger.") or None,
    )


def _entities(tweet: Fields) -> Fields:
    """Of the long text where there is one: `text` is only its beginning."""
    return tweet.row("note_tweet").row("entities") or tweet.row("entities")


def _html(tweet: Fields) -> str:
    text = unescape(tweet.row("note_tweet").text("text") or tweet.text("text") or "")
    wrapped = {url.text("url") or "": url for url in (*tweet.row("entities").rows("urls"), *_entities(tweet).rows("urls"))}
    pieces, end = [], 0
    for found in _MARK.finditer(text):
        pieces += [words(text[end : found.start()]), _mark(found[0], wrapped, tweet)]
        end = found.end()
    return paragraphs("".join([*pieces, words(text[end:])]))


def _mark(mark: str, wrapped: Mapping[str, Fields], tweet: Fields) -> str:
    if mark.startswith("@"):
        return anchor(f"{_SITE}/{mark[1:]}", mark)
    if not mark.startswith("http"):
        return anchor(f"{_SITE}/hashtag/{mark[1:]}", mark)
    address = wrapped.get(mark, Fields(None))
    target = address.text("unwound_url", "expanded_url") or mark
    return "" if _is_own(address, target, tweet) else anchor(target, address.text("display_url") or target)


def _is_own(address: Fields, target: str, tweet: Fields) -> bool:
    """Whether an address leads to the post's own pictures, which stand below the text, or to the post itself, as one at the cut does."""
    return bool(address.text("media_key") or _OWN_MEDIA.fullmatch(target) or target.endswith(f"/status/{tweet.text('id')}"))


def _links(tweet: Fields) -> Iterator[str]:
    for address in _entities(tweet).rows("urls"):
        target = address.text("unwound_url", "expanded_url")
        if target and not _is_own(address, target, tweet):
            yield target


def _quoted(referenced: Mapping[str | None, str], included: Included) -> Iterator[str]:
    if number := referenced.get("quoted"):
        author = included.users.get(included.tweets.get(number, Fields(None)).text("author_id") or "", Fields(None))
        yield f"{_SITE}/{author.text('username') or 'i'}/status/{number}"


def _media(tweet: Fields, included: Included) -> Iterator[RawMedia]:
    for key in tweet.row("attachments").texts("media_keys"):
        medium = included.media.get(key, Fields(None))
        width, height, alt = medium.number("width"), medium.number("height"), medium.text("alt_text")
        if medium.text("type") == "photo" and (picture := medium.text("url")):
            yield RawMedia(kind="image", url=picture, width=width, height=height, alt=alt)
        elif medium.text("type") in {"video", "animated_gif"} and (film := _film(medium)):
            preview, length = medium.text("preview_image_url"), seconds(medium, "duration_ms", per_second=1000)
            yield RawMedia(kind="video", url=film, preview=preview, width=width, height=height, alt=alt, duration=length)


def _film(medium: Fields) -> str | None:
    """The best file of a film; a playlist has no bit rate."""
    files = [one for one in medium.rows("variants") if one.text("content_type") == "video/mp4" and one.text("url")]
    best = max(files, key=lambda one: one.number("bit_rate") or 0, default=Fields(None))
    return best.text("url") or next((url for one in medium.rows("variants") if (url := one.text("url"))), None)


def _kind(media: tuple[RawMedia, ...]) -> PostKind:
    return "video" if media and media[0].kind == "video" else "post"


def _poll(tweet: Fields, included: Included) -> RawPoll | None:
    key = next(tweet.row("attachments").texts("poll_ids"), "")
    poll = included.polls.get(key, Fields(None))
    options = tuple((option.text("label") or "", option.number("votes") or 0) for option in poll.rows("options"))
    return RawPoll(options=options, closed=poll.text("voting_status") == "closed", closes=poll.text("end_datetime")) if options else None

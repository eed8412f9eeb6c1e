"""A status of Mastodon, Pleroma or Akkoma as an item."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser

from parvis.model.raw_post import MediaKind, PostKind, RawAuthor, RawCounts, RawMedia, RawPoll, RawPost
from parvis.sources._address import name_of
from parvis.sources._fields import Fields
from parvis.sources._figures import seconds
from parvis.tidy.text import is_tangled

_KINDS: dict[str, MediaKind] = {"image": "image", "gifv": "video", "video": "video", "audio": "audio"}


def post(status: Fields) -> RawPost | None:
    """A status; None for one that is addressed to single people."""
    repeated = status.row("reblog")
    shown = repeated or status
    if not (shown.text("uri", "url") and shown.row("account")) or "direct" in {status.text("visibility"), shown.text("visibility")}:
        return None
    media = tuple(filter(None, map(_medium, shown.rows("media_attachments"))))
    uri = shown.text("uri")
    return RawPost(
        native=status.text("uri", "url"),
        kind=_kind(media),
        url=_page_of(shown),
        author=_author(shown),
        published=status.text("created_at"),
        updated=shown.text("edited_at"),
        language=shown.text("language"),
        html=_without_quote(shown.text("content") or "") or None,
        media=media,
        tags=tuple(filter(None, (tag.text("name") for tag in shown.rows("tags")))),
        links=_links(shown),
        mentions=tuple(filter(None, (_handle(one) for one in shown.rows("mentions")))),
        counts=RawCounts(
            likes=shown.number("favourites_count"), replies=shown.number("replies_count"), reposts=shown.number("reblogs_count")
        ),
        reply_to=_reply_to(shown),
        repost_of=uri if repeated else None,
        sensitive=shown.yes("sensitive"),
        warning=shown.text("spoiler_text"),
        base=shown.text("url"),
        poll=_poll(shown.row("poll")),
    )


def _kind(media: tuple[RawMedia, ...]) -> PostKind:
    """A film or a sound makes the item one; a picture only goes with its text."""
    first = media[0].kind if media else "image"
    return first if first in {"video", "audio"} else "post"


def _page_of(status: Fields) -> str | None:
    """The page made for people; some servers give an address for machines in its place, or none."""
    return status.text("url", "uri")


def _author(status: Fields) -> RawAuthor:
    account = status.row("account")
    # A status for followers came with somebody's token: as with an account that opts out, only its link is shown.
    opted_out = account.raw("noindex") is True or account.raw("indexable") is False or status.text("visibility") == "private"
    return RawAuthor(
        name=account.text("display_name", "username"),
        handle=_handle(account),
        url=account.text("url"),
        avatar=account.text("avatar_static", "avatar"),
        opted_out=opted_out,
    )


def _handle(account: Fields) -> str | None:
    """`@ada@mastodon.example`: an instance leaves its own name out of `acct`."""
    name = account.text("acct", "username")
    host = name_of(account.text("url") or "")
    return f"@{name}" if name and ("@" in name or not host) else f"@{name}@{host}" if name else None


def _without_quote(html: str) -> str:
    """The text without "RE: address", which stands there for software that cannot show quotes; the address goes to `links`."""
    if "quote-inline" not in html or is_tangled(html):
        return html
    body = LexborHTMLParser(html).body
    for quote in body.css(".quote-inline") if body else ():
        quote.decompose()
    return (body.inner_html or "") if body else html


def _medium(attachment: Fields) -> RawMedia | None:
    url = attachment.text("url", "remote_url")
    if url is None:
        return None
    kind = _KINDS.get(attachment.text("type") or "", "document")
    original = attachment.row("meta").row("original")
    preview = attachment.text("preview_url")
    return RawMedia(
        kind=kind,
        url=url,
        preview=preview if kind != "image" and preview != url else None,
        width=original.number("width"),
        height=original.number("height"),
        alt=attachment.text("description"),
        duration=seconds(original, "duration"),
    )


def _links(status: Fields) -> tuple[str, ...]:
    """The card's address, and the status that this one quotes (Mastodon 4.4 wraps it with its state; Akkoma gives it bare)."""
    quote = status.row("quote")
    quoted = quote.row("quoted_status") or quote
    return tuple(dict.fromkeys(url for url in (status.row("card").text("url"), quoted.text("url", "uri")) if url))


def _reply_to(status: Fields) -> str | None:
    """What it answers: its `uri` within a thread of one author, where it follows from this one's; else its id on this instance."""
    number, own, uri = status.text("in_reply_to_id"), status.text("id"), status.text("uri") or ""
    is_own = status.text("in_reply_to_account_id") == status.row("account").text("id")
    if number and own and is_own and uri.endswith(f"/statuses/{own}"):
        return uri.removesuffix(own) + number
    return number


def _poll(poll: Fields) -> RawPoll | None:
    options = tuple((option.text("title") or "", option.number("votes_count") or 0) for option in poll.rows("options"))
    if not options:
        return None
    voters = poll.number("voters_count")
    voters = poll.number("votes_count") if voters is None and not poll.yes("multiple") else voters
    return RawPoll(options=options, closed=poll.yes("expired"), voters=voters, closes=poll.text("expires_at"))

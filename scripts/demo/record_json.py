"""Recorded answers in JSON, shaped like those of the networks' interfaces."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from typing import Any
from uuid import UUID

from described import Drawn
from words import Entry

Pictures = dict[Entry, Drawn]


def _z(entry: Entry) -> str:
    return entry.at.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def _tags(text: str) -> list[str]:
    return re.findall(r"#(\w+)", text)


def _linked(text: str, host: str) -> str:
    tagged = re.sub(
        r"#(\w+)",
        rf'<a href="https://{host}/tags/\1" class="mention hashtag" rel="tag">#<span>\1</span></a>',
        escape(text, quote=False),
    )
    return "".join(f"<p>{line}</p>" for line in tagged.split("\n"))


_MASTODON: dict[str, Any] = {
    "id": "109384712",
    "username": "sucrebleu",
    "acct": "sucrebleu",
    "display_name": "Sucre Bleu",
    "locked": False,
    "bot": False,
    "discoverable": True,
    "indexable": True,
    "noindex": False,
    "url": "https://toot.example/@sucrebleu",
    "uri": "https://toot.example/users/sucrebleu",
    "avatar": "https://files.toot.example/avatar.png",
    "emojis": [],
}


def mastodon(found: list[Entry], pictures: Pictures, further: Mapping[Entry, list[Drawn]]) -> list[dict[str, Any]]:
    """The answer of `/api/v1/accounts/:id/statuses`, each with its picture and the further ones."""
    return [_status(entry, [pictures[entry], *further.get(entry, [])] if entry in pictures else []) for entry in found]


def _status(entry: Entry, pictures: list[Drawn]) -> dict[str, Any]:
    native = str(entry.number(digits=18))
    return {
        "id": native,
        "created_at": _z(entry),
        "in_reply_to_id": None,
        "sensitive": False,
        "spoiler_text": "",
        "visibility": "public",
        "language": "fr",
        "uri": f"{_MASTODON['uri']}/statuses/{native}",
        "url": f"{_MASTODON['url']}/{native}",
        "replies_count": entry.number() % 9,
        "reblogs_count": entry.number() % 31,
        "favourites_count": entry.number() % 97,
        "edited_at": None,
        "content": _linked(entry.text, "toot.example"),
        "reblog": None,
        "account": _MASTODON,
        "media_attachments": [_attachment(f"{native}{nth}", shown) for nth, shown in enumerate(pictures, start=1)],
        "mentions": [],
        "tags": [{"name": tag.lower(), "url": f"https://toot.example/tags/{tag}"} for tag in _tags(entry.text)],
        "emojis": [],
        "card": None,
        "poll": None,
    }


def _attachment(native: str, picture: Drawn) -> dict[str, Any]:
    return {
        "id": native,
        "type": "image",
        "url": picture.url,
        "preview_url": picture.url,
        "remote_url": None,
        "meta": {},
        "description": picture.french,
    }


def _facets(text: str) -> list[dict[str, Any]]:
    """Hashtags and links with their places counted in UTF-8 bytes."""
    found = []
    for match in re.finditer(r"#(\w+)|https://\S+", text):
        feature = (
            {"$type": "app.bsky.richtext.facet#tag", "tag": match[1]}
            if match[1]
            else {"$type": "app.bsky.richtext.facet#link", "uri": match[0]}
        )
        start, end = len(text[: match.start()].encode()), len(text[: match.end()].encode())
        found.append({"features": [feature], "index": {"byteStart": start, "byteEnd": end}})
    return found


def bluesky(found: list[Entry], pictures: Pictures) -> dict[str, Any]:
    """The answer of `app.bsky.feed.getAuthorFeed`."""
    did = "did:plc:noemiecastillouxinvente1"
    author = {
        "did": did,
        "handle": "noemie.castilloux.example",
        "displayName": "Noémie Castilloux",
        "avatar": "https://cdn.bsky.example/avatar.jpg",
        "labels": [],
        "createdAt": "2024-02-11T10:00:00.000Z",
    }

    def post(entry: Entry) -> dict[str, Any]:
        value = {
            "uri": f"at://{did}/app.bsky.feed.post/3k{entry.number(digits=11):011d}",
            "cid": f"bafyrei{entry.number(digits=20)}",
            "author": author,
            "record": {
                "$type": "app.bsky.feed.post",
                "createdAt": _z(entry),
                "facets": _facets(entry.text),
                "langs": [entry.fields[1]],
                "text": entry.text,
            },
            "replyCount": entry.number() % 7,
            "repostCount": entry.number() % 11,
            "likeCount": entry.number() % 83,
            "quoteCount": 0,
            "indexedAt": _z(entry),
            "labels": [],
        }
        if entry in pictures:
            image = {
                "thumb": pictures[entry].url,
                "fullsize": pictures[entry].url,
                "alt": pictures[entry].english if entry.fields[1] == "en" else pictures[entry].french,
                "aspectRatio": {"width": 960, "height": 960},
            }
            value["embed"] = {"$type": "app.bsky.embed.images#view", "images": [image]}
        return {"post": value}

    return {"feed": [post(entry) for entry in found], "cursor": "2024-10-19T15:20:00Z"}


#: When a photo was posted from the telephone, without a description: the demo's editors wrote one.
UNTOLD = {"2026-06-09 07:30"}


def instagram(found: list[Entry], pictures: Pictures) -> dict[str, Any]:
    """The answer of `graph.instagram.com/me/media`."""
    return {
        "data": [
            {
                "id": str(entry.number(digits=17)),
                "caption": entry.text,
                "media_type": "IMAGE",
                "media_url": pictures[entry].url,
                **({} if entry.key in UNTOLD else {"alt_text": pictures[entry].french}),
                "permalink": f"https://www.instagram.com/p/SB{entry.number(digits=9):09d}/",
                "timestamp": entry.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
                "username": "sucrebleu.exemple",
                "like_count": int(entry.fields[1]),
                "comments_count": int(entry.fields[1]) // 17,
            }
            for entry in found
        ]
    }


def facebook(found: list[Entry], pictures: Pictures) -> dict[str, Any]:
    """The answer of `/{page-id}/posts` of the Graph API."""
    page = "104288881234567"

    def post(entry: Entry) -> dict[str, Any]:
        native = entry.number(digits=15)
        link = f"https://www.facebook.com/{page}/posts/{native}/"
        text = entry.fields[1]
        value: dict[str, Any] = {
            "id": f"{page}_{native}",
            "created_time": entry.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "updated_time": entry.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "from": {"name": "Sucre Bleu", "id": page},
            "message": text,
            "permalink_url": link,
        }
        if entry in pictures:
            image = {"src": pictures[entry].url, "width": 960, "height": 960}
            value["full_picture"] = pictures[entry].url
            value["attachments"] = {"data": [{"media": {"image": image}, "media_type": "photo", "type": "photo", "url": link}]}
        return value

    return {"data": [post(entry) for entry in found]}


def threads(found: list[Entry], pictures: Pictures) -> dict[str, Any]:
    """The answer of `graph.threads.com/v1.0/me/threads`."""
    rows = []
    for entry in found:
        row: dict[str, Any] = {
            "id": str(entry.number(digits=17)),
            "media_product_type": "THREADS",
            "media_type": "IMAGE" if entry in pictures else "TEXT_POST",
            "permalink": f"https://www.threads.net/@sucrebleu.exemple/post/T{entry.number(digits=10):010d}",
            "owner": {"id": "8234567"},
            "username": "sucrebleu.exemple",
            "text": entry.fields[1],
            "timestamp": entry.at.strftime("%Y-%m-%dT%H:%M:%S+0000"),
            "shortcode": f"T{entry.number(digits=10):010d}",
            "is_quote_post": False,
        }
        if entry in pictures:
            row["media_url"] = pictures[entry].url
            row["alt_text"] = pictures[entry].french
        rows.append(row)
    return {"data": rows}


def peertube(found: list[Entry], pictures: Pictures) -> dict[str, Any]:
    """The answer of `/api/v1/video-channels/{name}/videos`."""
    account = {
        "id": 7,
        "displayName": "Tarek Belkacem",
        "name": "tarek",
        "url": "https://tube.example/accounts/tarek",
        "host": "tube.example",
        "avatars": [],
    }
    channel = {
        **account,
        "id": 12,
        "displayName": "Tarek en cuisine",
        "name": "tarek_en_cuisine",
        "url": "https://tube.example/video-channels/tarek_en_cuisine",
    }

    def video(entry: Entry) -> dict[str, Any]:
        uuid = str(UUID(int=entry.number(digits=38)))
        path = pictures[entry].url.removeprefix("https://tube.example") if entry in pictures else None
        return {
            "id": entry.number(digits=5),
            "uuid": uuid,
            "shortUUID": f"t{entry.number(digits=10):010d}",
            "url": f"https://tube.example/videos/watch/{uuid}",
            "name": entry.fields[2],
            "category": {"id": 6, "label": "Food"},
            "licence": {"id": 2, "label": "Attribution - Share Alike"},
            "language": {"id": "fr", "label": "French"},
            "privacy": {"id": 1, "label": "Public"},
            "nsfw": False,
            "truncatedDescription": entry.text or None,
            "description": entry.text or None,
            "isLocal": True,
            "duration": 240 + entry.number() % 900,
            "views": int(entry.fields[1]),
            "likes": int(entry.fields[1]) // 23,
            "dislikes": 0,
            "thumbnailPath": path,
            "previewPath": path,
            "embedPath": f"/videos/embed/{uuid}",
            "createdAt": _z(entry),
            "updatedAt": _z(entry),
            "publishedAt": _z(entry),
            "originallyPublishedAt": None,
            "isLive": False,
            "account": account,
            "channel": channel,
        }

    return {"total": len(found), "data": [video(entry) for entry in found]}


def discourse(found: list[Entry]) -> dict[str, Any]:
    """The answer of `/latest.json`."""
    names = sorted({entry.fields[2] for entry in found})
    users = [
        {"id": number, "username": name, "avatar_template": f"/letter_avatar/{name}/{{size}}.png"} for number, name in enumerate(names, 1)
    ]
    by_name = {user["username"]: user["id"] for user in users}

    def topic(entry: Entry) -> dict[str, Any]:
        number = entry.number(digits=5)
        moment = _z(entry)
        return {
            "id": number,
            "title": entry.fields[3],
            "fancy_title": escape(entry.fields[3]),
            "slug": f"sujet-{number}",
            "posts_count": int(entry.fields[0]) + 1,
            "reply_count": int(entry.fields[0]),
            "image_url": None,
            "created_at": moment,
            "last_posted_at": moment,
            "bumped_at": moment,
            "pinned": False,
            "excerpt": escape(entry.text, quote=False),
            "visible": True,
            "closed": False,
            "archived": False,
            "views": int(entry.fields[1]) * 19,
            "like_count": int(entry.fields[1]),
            "category_id": 4,
            "tags": [],
            "posters": [{"extras": None, "description": "Original Poster", "user_id": by_name[entry.fields[2]]}],
        }

    return {"users": users, "topic_list": {"can_create_topic": False, "per_page": 30, "topics": [topic(entry) for entry in found]}}


def json_feed(found: list[Entry], pictures: Pictures) -> dict[str, Any]:
    """A JSON Feed 1.1 document."""
    items = []
    for entry in found:
        link = f"https://crumbletter.example/letters/{entry.number(digits=6)}/"
        item: dict[str, Any] = {
            "id": link,
            "url": link,
            "title": entry.fields[1],
            "content_html": "".join(f"<p>{escape(line, quote=False)}</p>" for line in entry.lines) or "<p>Recipes and regrets.</p>",
            "date_published": entry.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "tags": ["montreal", "pastry"],
        }
        if entry in pictures:
            shown = pictures[entry]
            item["attachments"] = [{"url": shown.url, "mime_type": "image/jpeg", "title": shown.english}]
        items.append(item)
    return {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Crumb Letter",
        "home_page_url": "https://crumbletter.example/",
        "feed_url": "https://crumbletter.example/feed.json",
        "language": "en",
        "authors": [{"name": "Beatrix Hartwell", "url": "https://crumbletter.example/"}],
        "items": items,
    }


def webmention(found: list[Entry]) -> dict[str, Any]:
    """The answer of webmention.io's `/api/mentions.jf2`."""
    children = []
    for entry in found:
        name, home, relation, text = entry.fields
        number = entry.number(digits=7)
        children.append(
            {
                "type": "entry",
                "author": {"type": "card", "name": name, "photo": "", "url": home},
                "url": f"{home}/notes/{number}",
                "published": entry.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "wm-received": entry.at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "wm-id": number,
                "wm-source": f"{home}/notes/{number}",
                "wm-target": "https://sucrebleu.example/journal/",
                "content": {"html": f"<p>{escape(text, quote=False)}</p>", "text": text},
                relation: "https://sucrebleu.example/journal/",
                "wm-property": relation,
                "wm-private": False,
            }
        )
    return {"type": "feed", "name": "Webmentions", "children": children}

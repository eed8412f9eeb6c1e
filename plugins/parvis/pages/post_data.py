"""Posts as structured data (schema.org): what the editors wrote, and what stands on the wall with its author and its original."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from parvis.model.article import Article
from parvis.model.hub import Item
from parvis.pages.addresses import absolute
from parvis.pages.backdrop import Backdrop
from parvis.pages.cards import card
from parvis.pages.pictures import pictures
from parvis.pages.site_data import CONTEXT, organisation


def article(article: Article, edition: Backdrop) -> dict[str, Any]:
    """A post of the journal (https://schema.org/BlogPosting)."""
    site = edition.site
    return {
        "@context": CONTEXT,
        "@type": "BlogPosting",
        "headline": article.title,
        "url": absolute(site, edition.url_of(article)),
        **({"description": article.summary} if article.summary else {}),
        **({"image": absolute(site, article.picture)} if article.picture else {}),
        **({"datePublished": _iso(article.published)} if article.published else {}),
        **({"dateModified": _iso(article.updated)} if article.updated else {}),
        "author": {"@type": "Person", "name": article.author} if article.author else {"@id": f"{site.url}/#organization"},
        "publisher": organisation(site),
        "inLanguage": article.language,
    }


def item(item: Item, edition: Backdrop) -> dict[str, Any] | None:
    """A post of the wall: a film where there is a poster of it, else a posting; None where its author wants no more than a link."""
    shown, post, site = card(item, edition), item.post, edition.site
    if shown.face == "bare" or shown.veil:
        return None
    seen = [absolute(site, picture.src) for picture in pictures(post)]
    return {
        "@context": CONTEXT,
        **(_film(item, seen, edition) if post.kind == "video" and seen else _posting(item, seen, edition)),
        "url": absolute(site, shown.permalink),
        "author": {
            "@type": "Organization" if shown.ours else "Person",
            "name": shown.author,
            **({"url": shown.author_url} if shown.author_url else {}),
        },
        **({"inLanguage": post.language} if post.language else {}),
        **({"license": post.licence} if post.licence and "://" in post.licence else {}),
        **({"isBasedOn": post.url} if post.url else {}),
    }


def _film(item: Item, seen: list[str], edition: Backdrop) -> dict[str, Any]:
    """https://developers.google.com/search/docs/appearance/structured-data/video: name, poster and day are musts."""
    post, shown = item.post, card(item, edition)
    seconds = next((media.duration for media in post.media if media.duration), None)
    return {
        "@type": "VideoObject",
        "name": shown.name,
        "description": shown.text or shown.name,
        "thumbnailUrl": seen,
        "uploadDate": _iso(post.published),
        **({"duration": f"PT{round(seconds)}S"} if seconds else {}),
    }


def _posting(item: Item, seen: list[str], edition: Backdrop) -> dict[str, Any]:
    shown = card(item, edition)
    return {
        "@type": "SocialMediaPosting",
        "headline": shown.name,
        **({"articleBody": shown.text} if shown.text else {}),
        **({"image": seen} if seen else {}),
        "datePublished": _iso(item.post.published),
    }


def _iso(moment: datetime) -> str:
    return moment.isoformat(timespec="seconds")

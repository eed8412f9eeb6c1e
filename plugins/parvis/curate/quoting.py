"""What of a post may be shown without anybody's leave: a quotation, who said it and where the whole is."""

from __future__ import annotations

from typing import Final

import msgspec

from parvis.model.post import Post
from parvis.tidy import text

#: A quotation has at most so many characters, and at most half of a text; one short sentence may be quoted as it is.
QUOTATION: Final = 200
SENTENCE: Final = 80
TITLE: Final = 140


def quoted(post: Post) -> Post:
    """The post as it may be shown without anybody's leave: a quotation, who said it and where the whole is. No picture, no body."""
    most = max(SENTENCE, min(QUOTATION, len(post.text) // 2))
    words = text.excerpt(post.text, most)
    return msgspec.structs.replace(
        post,
        author=msgspec.structs.replace(post.author, avatar=None) if post.author.avatar else post.author,
        title=text.one_line(post.title, TITLE) if post.titled or not words else text.one_line(words, SENTENCE),
        html="",
        text=words,
        media=(),
        poll=None,
        warning=text.one_line(post.warning, TITLE) if post.warning else post.warning,
    )

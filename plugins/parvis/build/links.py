"""Links in what editors write: those that lead nowhere, and those to what is not published yet."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from pathlib import Path

from parvis.model.article import Article
from parvis.written.articles import Written

#: What Pelican leaves of a link that it could not follow: `href="{filename}nowhere.md"`.
_LEFT = re.compile(r"=\s*[\"'](?P<link>[{|](?:filename|static|attach)[|}](?P<target>[^\"']*))[\"']")

#: A picture or a file of ours named without saying from where: a browser would look for it beside the page, and it is not there.
_ADRIFT = re.compile(r"<(?:img|a)\s[^>]*?(?:src=\"(?P<picture>[^\":#?{|/][^\":#?]*)\"|href=\"(?P<file>[^\":#?{|/][^\":#?]*\.md)[\"#])")

_HREF = re.compile(r"\shref=\"([^\"]*)\"")


def dead(html: str, files: Iterable[str], content: Path) -> Iterator[tuple[str, str]]:
    """Links of a text whose links Pelican has followed, and the files that it wants beside it: what to look for, and where it leads."""
    for found in _LEFT.finditer(html):
        yield found["link"], found["target"]
    for file in sorted(files):
        if not (content / file).is_file():
            yield file.rpartition("/")[2], file


def adrift(html: str, content: Path, beside: Path) -> Iterator[tuple[str, str]]:
    """Pictures and files of ours that a text names as nobody can find them: what it says, and what it should say instead.

    `beside`: the folder in which the text's own file lies.
    """
    for found in _ADRIFT.finditer(html):
        said = unescape(found["picture"] or found["file"])
        if found["picture"] and ".." not in said and (beside / said).is_file():
            yield said, f"{{attach}}{said}"
            continue
        below = said.removeprefix("./").removeprefix("../").removeprefix("content/")
        if not (content / below).is_file():
            below = f"images/{said.rpartition('/')[2]}"
        yield said, f"{{filename}}{said}" if found["file"] else f"{{static}}/{below}"


def targets(html: str) -> Iterator[str]:
    """The address of every link of a text."""
    return (unescape(found[1]) for found in _HREF.finditer(html))


def line(link: str, written: Written) -> int:
    """1-based line of the file on which the link stands; 0 where it is not found as it is."""
    place = written.text.find(link)
    return written.text_line + written.text[:place].count("\n") if place >= 0 else 0


def early(articles: Iterable[Article], waiting: Mapping[str, str]) -> Iterator[str]:
    """A sentence for each link to something not yet published. `waiting`: file by link."""
    for article in articles:
        for link, file in waiting.items():
            if f'"{link}"' in article.body.html:
                yield f"{article.file} links to {file}, which is not published yet."

"""The digest as one page of its own, which loads nothing and runs nothing: it lies outside of the site."""

from __future__ import annotations

import os
from collections.abc import Iterator
from html import escape
from typing import Final

from parvis.cli.digest.sections import Part, Section, alone, facts, sections, sign, silence, summary, title
from parvis.cli.spoken import language
from parvis.model.hub import Site
from parvis.model.listening import Digest, Entry
from parvis.tidy import text as texts

#: The page may use its own style and nothing else.
_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_STYLE: Final = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 0.5rem; border-bottom: 1px solid; padding-bottom: 0.25rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 0; }
ul { list-style: none; padding: 0; margin: 0; }
li { margin: 1rem 0; padding-left: 0.9rem; border-left: 3px solid; }
p { margin: 0.15rem 0; }
.facts, .note { font-size: 0.875rem; opacity: 0.8; }
mark { background: none; color: inherit; font-weight: 600; }
code { font-size: 0.875rem; }
a { color: inherit; }
"""


def of(digest: Digest, site: Site) -> str:
    """The text of a file."""
    name = escape(title(digest, site))
    head = (
        "<!DOCTYPE html>",
        f'<html lang="{language(os.environ) or "en"}">',
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
        '<meta name="robots" content="noindex, nofollow">',
        '<meta name="referrer" content="no-referrer">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{name}</title>",
        f"<style>{_STYLE}</style>",
        f"<h1>{name}</h1>",
        f"<p>{escape(summary(digest))} {escape(alone())}</p>",
    )
    body = (line for section in sections(digest) for line in _section(section, site))
    return "\n".join((*head, *body, "</html>", ""))


def _section(section: Section, site: Site) -> Iterator[str]:
    yield f"<h2>{escape(section.title)} ({section.count})</h2>"
    if section.note:
        yield f'<p class="note">{escape(section.note)}</p>'
    for part in section.parts:
        yield from _part(part, site)


def _part(part: Part, site: Site) -> Iterator[str]:
    if part.title:
        yield f"<h3>{escape(part.title)}</h3>"
    if part.do:
        yield f"<p><code>{_text(part.do)}</code></p>"
    if part.entries:
        yield "<ul>"
        for entry in part.entries:
            yield from _entry(entry, site)
        yield "</ul>"


def _entry(entry: Entry, site: Site) -> Iterator[str]:
    spoken = f' lang="{_text(entry.language)}"' if entry.language else ""
    said = f"<span{spoken}>{_text(entry.said)}</span>" if entry.said else escape(silence())
    counted = f" <mark>[{escape(sign(entry))}]</mark>" if entry.sign else ""
    yield f"<li><p>{said}{counted}</p>"
    yield f'<p class="facts">{escape(facts(entry, site))}</p>'
    if entry.url.startswith(("http://", "https://")):
        yield f'<p class="facts"><a href="{_text(entry.url)}" rel="noreferrer noopener nofollow">{_text(entry.id)}</a></p>'
    else:
        yield f'<p class="facts">{_text(entry.id)}</p>'
    yield f"<p><code>{_text(entry.do)}</code></p></li>"


def _text(said: str) -> str:
    """A text that stands in the page as text: escaped, without anything that cannot be seen."""
    return escape(texts.one_line(said))

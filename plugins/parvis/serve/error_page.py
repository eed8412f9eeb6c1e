"""The page that stands in for every other one while the content is broken."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from parvis.errors import ListedError, Mistake, ParvisError

_STYLE = """\
:root { color-scheme: light dark; font: 1rem/1.6 system-ui, sans-serif }
body { max-width: 46rem; margin: 3rem auto; padding: 0 1rem }
h1 { font-size: 1.5rem; line-height: 1.2 }
li { margin-block: 1rem }
code { font-size: 1.05em }
pre { white-space: pre-wrap; overflow-wrap: anywhere }
.remedy { font-weight: 600 }
"""


#: Says one line of ours in the language of whoever reads it.
Spoken = Callable[[str], str]


def error_page(error: Exception, spoken: Spoken = str, language: str = "en") -> str:
    """The whole page as HTML, in `language` by `spoken`; every text in it is escaped."""
    mistakes = error.mistakes if isinstance(error, ListedError) else ()
    title = escape(spoken("The site could not be built"))
    passing = escape(spoken("This page goes away by itself once it is mended and saved."))
    body = _listed(mistakes, spoken) if mistakes else _told(error, spoken)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(language)}"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{title}</h1>\n{body}\n<p>{passing}</p></main></body></html>\n"
    )


def _listed(mistakes: tuple[Mistake, ...], spoken: Spoken) -> str:
    lines = "\n".join(f"<li>{_mistake(mistake, spoken)}</li>" for mistake in mistakes)
    return f"<ol>\n{lines}\n</ol>"


def _mistake(mistake: Mistake, spoken: Spoken) -> str:
    place = f"{mistake.file}:{mistake.line}" if mistake.line else mistake.file
    field = f" <code>{escape(mistake.field)}</code>" if mistake.field else ""
    remedy = f'<br><span class="remedy">{escape(spoken(mistake.remedy))}</span>' if mistake.remedy else ""
    return f"<code>{escape(place)}</code>{field}<br>{escape(spoken(mistake.what))}{remedy}"


def _told(error: Exception, spoken: Spoken) -> str:
    if isinstance(error, ParvisError):
        lines = "\n".join(map(spoken, str(error).split("\n")))
        return f"<pre>{escape(lines)}</pre>"
    return f"<pre>{escape(f'{type(error).__name__}: {error}')}</pre>"

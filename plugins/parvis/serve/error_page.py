"""The page that stands in for every other one while the content is broken."""

from __future__ import annotations

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


def error_page(error: Exception) -> str:
    """The whole page as HTML; every text in it is escaped."""
    mistakes = error.mistakes if isinstance(error, ListedError) else ()
    title = "The site could not be built"
    body = _listed(mistakes) if mistakes else _told(error)
    return (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><style>{_STYLE}</style></head>\n'
        f"<body><main><h1>{title}</h1>\n{body}\n<p>This page goes away by itself once it is mended and saved.</p></main></body></html>\n"
    )


def _listed(mistakes: tuple[Mistake, ...]) -> str:
    lines = "\n".join(f"<li>{_mistake(mistake)}</li>" for mistake in mistakes)
    return f"<ol>\n{lines}\n</ol>"


def _mistake(mistake: Mistake) -> str:
    place = f"{mistake.file}:{mistake.line}" if mistake.line else mistake.file
    field = f" <code>{escape(mistake.field)}</code>" if mistake.field else ""
    remedy = f'<br><span class="remedy">{escape(mistake.remedy)}</span>' if mistake.remedy else ""
    return f"<code>{escape(place)}</code>{field}<br>{escape(mistake.what)}{remedy}"


def _told(error: Exception) -> str:
    if isinstance(error, ParvisError):
        return f"<pre>{escape(str(error))}</pre>"
    return f"<pre>{escape(f'{type(error).__name__}: {error}')}</pre>"

"""`parvis listen`: what people say to the brand and about it, for its editors alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from parvis.cli.terminal import say, say_json
from parvis.cli.verb import Verb, hub, json_option, moment, now_option
from parvis.errors import UsageError
from parvis.settings import Settings, moments


@click.command(
    cls=Verb,
    example="""
parvis listen
parvis listen --since 28d --markdown ~/monday.md
parvis listen --html ~/monday.html
parvis listen --json
""",
)
@click.option("--since", metavar="TIME", default="7d", show_default=True, help="How far back, such as 12h, 7d or 4w.")
@click.option("--markdown", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a Markdown file, too.")
@click.option("--html", type=click.Path(path_type=Path, dir_okay=False), help="Write it to a page of its own, too.")
@now_option
@json_option
def command(*, since: str, markdown: Path | None, html: Path | None, now_text: str | None, as_json: bool) -> None:
    """Tell what was heard: complaints and questions without answer, wishes, praise, words that rise, names of the watch list.

    Everything counts that the brand did not say itself: sources with `publish: listen`, items that wait or are hidden, reviews. The
    watch list is content/curation/watch.yaml. Nothing of this is ever published; a FILE inside output/, content/ or the theme is refused.
    """
    from parvis.cli.digest import gathered, html_page, lines, markdown_text

    settings = hub()
    until = moment(settings, now_text)
    files = [(_outside(settings, path), write) for path, write in ((markdown, markdown_text.of), (html, html_page.of)) if path]
    found = gathered.digest(settings, until - _length(since), until)
    written = [_write(path, write(found, settings.site)) for path, write in files]
    if as_json:
        say_json({"digest": found, "files": written})
        return
    lines.show(found, settings.site)
    for path in written:
        say(f"Written: {path}")


def _length(text: str) -> timedelta:
    try:
        return moments.duration(text)
    except ValueError as error:
        raise UsageError(f"--since: {error}") from error


def _outside(settings: Settings, path: Path) -> Path:
    """A file that no build and no commit publishes. UsageError for one that would be."""
    real = path.resolve()
    for closed in (settings.output, settings.content, settings.theme):
        if real.is_relative_to(closed.resolve()):
            raise UsageError(
                f"{path} lies in {closed.name}/, from which pages are made. The digest is for editors alone: write it elsewhere."
            )
    return path


def _write(path: Path, text: str) -> str:
    """Write a file that its owner alone can read: it holds what other people said."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.chmod(0o600)
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    return str(path)

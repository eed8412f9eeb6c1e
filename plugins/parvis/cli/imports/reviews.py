"""What `parvis import` does with reviews: exports of review tools, and hand-written ones that are sealed."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

import msgspec

from parvis.cli.terminal import say, say_json
from parvis.errors import UsageError
from parvis.model.import_report import ImportReport
from parvis.settings import Settings

if TYPE_CHECKING:
    from parvis.cli.import_ import Job

#: So many bad rows are listed on a terminal; `--json` has more.
_LISTED = 100
_NAMED = 3


def run(job: Job, now: datetime) -> int:
    """Import, and tell what it came to; the exit code."""
    return tell(job, _seal(job, now) if job.kind == "written" else _import(job, now))


def tell(job: Job, report: ImportReport) -> int:
    """Say what an import came to; the exit code."""
    if job.as_json:
        say_json(_facts(report))
    else:
        _say(report)
    return report.exit_code


def _import(job: Job, now: datetime) -> ImportReport:
    from parvis import importers
    from parvis.collect.import_reviews import Wish, import_reviews
    from parvis.tidy import text

    if job.file.is_dir():
        raise UsageError(f"{job.file} is a folder: name the file that '{job.kind}' has exported.")
    if job.product and text.slug(job.product) != job.product:
        raise UsageError(
            f"'{job.product}' is no product's slug: small letters, digits and hyphens. Did you mean '{text.slug(job.product)}'?"
        )
    mapping = importers.mapping(job.mapping.read_text("utf-8-sig"), str(job.mapping)) if job.mapping else importers.Mapping()
    wish = Wish(
        file=job.file,
        named=str(job.file),
        kind=job.kind,
        product=job.product,
        proof=job.proof,
        mapping=mapping,
        full_names=job.full_names,
    )
    return import_reviews(job.settings, wish, now, _products(job.settings))


def _seal(job: Job, now: datetime) -> ImportReport:
    from parvis.collect import seals

    meant = job.file.resolve()
    found = [
        review for review in seals.written(job.settings) if meant in (path := job.settings.root / review.file, *path.resolve().parents)
    ]
    if not found:
        raise UsageError(f"{job.file} is no hand-written review of this hub. They lie in {job.settings.content.name}/reviews/.")
    return seals.seal(job.settings, found, now, file=str(job.file), edits=True)


def _products(settings: Settings) -> frozenset[str]:
    """The slugs of the hub's products, by the names of their files and by what these say."""
    from parvis.errors import ContentError
    from parvis.written import nouns
    from parvis.written.articles import Reader

    reader = Reader(timezone=settings.site.timezone, languages=settings.site.languages)
    try:
        _, found = nouns.read(settings.content, reader)
    except ContentError:  # what is wrong with them is told by `parvis check`
        return frozenset(path.name.partition(".")[0] for path in (settings.content / "products").glob("*.md"))
    return frozenset(product.slug for product in found.products)


def _say(report: ImportReport) -> None:
    for mistake in report.mistakes[:_LISTED]:
        say(mistake, to_error=True)
    if report.left_out > _LISTED:
        say(f"… {report.left_out} rows in all could not be read.", to_error=True)
    for warning in report.warnings:
        say(f"warning: {warning}", to_error=True)
    counts = {
        "new": report.new,
        "with new words": report.edited,
        "updated": report.updated,
        "unchanged": report.unchanged,
        "repeated": report.repeated,
        "suppressed": report.suppressed,
        "left out": report.left_out,
    }
    told = ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "nothing"
    absent = f" The archive has {report.absent} more, which stay." if report.absent else ""
    say(f"{report.file}: {told}.{absent}")
    if report.written:
        say(f"Commit {', '.join(report.written[:_NAMED])}{', …' if len(report.written) > _NAMED else ''}. Next: parvis build")


def _facts(report: ImportReport) -> dict[str, object]:
    return {**msgspec.structs.asdict(report), "kept": report.kept}

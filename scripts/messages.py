"""Writes the catalogue of the command's sentences: finds every English one in plugins/parvis and keeps the French that stands.

    python scripts/messages.py

Run it after adding or changing a sentence that people read on the terminal, then fill the empty `msgstr` lines that it
names. Rooms keep speaking English; cli/messages.py puts the French in its place where a line is shown.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from sentences import sentences

ROOT = Path(__file__).resolve().parents[1]
CODE = ROOT / "plugins" / "parvis"
CATALOGUE = CODE / "cli" / "locale" / "fr" / "LC_MESSAGES" / "parvis-cli.po"

#: The catalogue's own dates: they stand still, so that nothing but sentences changes it.
_STILL = datetime(2026, 1, 1, tzinfo=UTC)
_HEAD = "# The command's sentences in French. `python scripts/messages.py` finds them and keeps what is translated."


def update(catalogue: Path, found: Mapping[str, set[str]]) -> Catalog:
    """Write the catalogue anew: these sentences in order, each with the French that it had."""
    known: Catalog | None = None
    if catalogue.exists():
        known = read_po(BytesIO(catalogue.read_bytes()), locale="fr")
    made = Catalog(
        locale="fr",
        project="Parvis",
        version="0",
        charset="utf-8",
        fuzzy=False,
        creation_date=_STILL,
        revision_date=_STILL,
        header_comment=_HEAD,
        last_translator="Parvis",
        language_team="fr",
        copyright_holder="Parvis",
        msgid_bugs_address="",
    )
    for sentence in sorted(found, key=lambda one: (sorted(found[one]), one)):
        message = known.get(sentence) if known else None
        made.add(sentence, message.string if message else "", locations=[(file, 0) for file in sorted(found[sentence])])
    written = BytesIO()
    write_po(written, made, width=0, include_lineno=False)
    catalogue.parent.mkdir(parents=True, exist_ok=True)
    catalogue.write_bytes(written.getvalue())
    return made


def main() -> int:
    """Write the catalogue; the sentences that have no French yet are told, and the exit code is 1 when there are any."""
    made = update(CATALOGUE, sentences(CODE))
    missing = [str(message.id) for message in made if message.id and not message.string]
    for sentence in missing:
        print(sentence)
    print(f"{len(made)} sentences, {len(missing)} without French: {CATALOGUE.relative_to(ROOT)}")
    return int(bool(missing))


if __name__ == "__main__":
    sys.exit(main())

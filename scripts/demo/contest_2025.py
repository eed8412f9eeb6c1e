"""Write the demo's past contest: entries, ballots and scores of 2025 into content/contests/saveurs-2025/."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "content" / "contests" / "saveurs-2025"
BALLOTS = 402

#: Id, title, words, author, colours of shell and filling, weight in the vote, points of the jury.
ENTRIES: tuple[tuple[str, str, str, str, str, str, int, float], ...] = (
    (
        "bleuet-mais-qui-reveille",
        "Bleuet, mais qui réveille",
        "Avec du citron, pour la colonne vertébrale.",
        "Ghislaine P.",
        "#6d86d6",
        "#f4e3a1",
        30,
        8.4,
    ),
    ("manger-un-sapin", "Manger un sapin", "Les hivers chez ma grand-mère, à La Tuque.", "Mikaël T.", "#5f8a6b", "#e4ead3", 22, 8.1),
    ("camerise-sans-honte", "Camerise, sans honte", "Entre le bleu et une dispute.", "Noémie C.", "#5a5aa8", "#9d3d78", 21, 7.9),
    (
        "sarrasin-beurre-noisette",
        "Sarrasin et beurre noisette",
        "Comme la galette du dimanche.",
        "Josiane L.",
        "#8c7456",
        "#d9b87c",
        18,
        7.4,
    ),
    ("rhubarbe-fraise", "Rhubarbe et fraise", "Le jardin en juin.", "Odile C.", "#e58a86", "#e8505b", 17, 7.2),
    ("the-du-labrador", "Thé du Labrador", "Cueilli en raquettes.", "Samuel D.", "#9aa77d", "#e4ead3", 14, 6.8),
    ("citron-basilic", "Citron et basilic", "Pour les terrasses.", "Priya R.", "#f3d95c", "#6fa35a", 13, 6.7),
    ("miel-lavande", "Miel et lavande", "De Stanbridge.", "Benoît L.", "#e9b949", "#b6a4da", 12, 6.5),
    ("pomme-fumee", "Pomme fumée", "", "Andrew M.", "#b8cf6a", "#8c7456", 8, 0),
    ("cafe-cardamome", "Café et cardamome", "Un souvenir de Beyrouth.", "Rania H.", "#9b7153", "#c9d3a0", 8, 0),
    ("matcha-framboise", "Matcha et framboise", "", "Hana K.", "#8fae5a", "#e0617f", 8, 0),
    ("courge-epices", "Courge aux épices", "", "Diane R.", "#e49b43", "#a2663a", 6, 0),
    ("olive-chocolat", "Olive et chocolat", "Essayez avant de rire.", "Paolo F.", "#7d8a4a", "#6a412e", 5, 0),
    ("cidre-caramel", "Cidre et caramel", "", "Hugo F.", "#d9b45b", "#d79a54", 6, 0),
    ("hibiscus-gingembre", "Hibiscus et gingembre", "", "Fatoumata D.", "#b3265a", "#e8c873", 7, 0),
    ("betterave-framboise", "Betterave et framboise", "", "Colette B.", "#8e2750", "#e0617f", 3, 0),
    ("foin-vanille", "Foin et vanille", "L’odeur de la grange.", "Marcel M.", "#d9c88a", "#efe0bd", 4, 0),
    ("yuzu-poivre", "Yuzu et poivre rose", "", "Mei C.", "#f3dc5c", "#e79a9a", 6, 0),
    ("pain-d-epices", "Pain d’épices", "", "Yvan T.", "#a2663a", "#f0d2a0", 4, 0),
    ("coco-lime", "Coco et lime", "", "Catalina C.", "#f4ede1", "#b5d56a", 7, 0),
    ("tomate-fraise", "Tomate et fraise", "", "Guillaume P.", "#d94f3d", "#e8505b", 2, 0),
    ("biere-noire", "Bière noire", "", "Kevin D.", "#3b2a22", "#e5cfae", 4, 0),
    ("rose-cardamome", "Rose et cardamome", "", "Yasmine H.", "#f0b3bd", "#c9d3a0", 6, 0),
    ("mais-souffle", "Maïs soufflé au beurre", "Le cinéma, en une bouchée.", "Félix G.", "#f6e2a8", "#f3d95c", 7, 0),
)
JURORS = ("ilyes-benkirane", "maude-theriault", "anh-pelletier", "rosalie-vadnais", "lucille-g", "armand-v", "sylvie-t")
CRITERIA = ("gout", "faisabilite", "saison", "histoire")
#: By how much each criterion lies above or below an entry's points.
LEAN = {"gout": 0.4, "faisabilite": -0.6, "saison": 0.0, "histoire": -0.4}

#: Of the entries.
COLUMNS = "id title text author at language picture picture_alt tags shell filling link source key status why minor guardian"


def write(name: str, header: str, rows: Iterable[list[str]]) -> None:
    """One table; `header`: its columns."""
    with (FOLDER / name).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([header.split(), *rows])


def moment(at: datetime) -> str:
    """As the tables write it."""
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def entries() -> Iterator[list[str]]:
    """One each 31 hours."""
    start = datetime(2025, 4, 8, 13, tzinfo=UTC)
    for number, (id_, title, text, author, shell, filling, *_) in enumerate(ENTRIES):
        at = moment(start + timedelta(hours=31 * number + 3))
        yield [id_, title, text, author, at, "fr", "", "", "", shell, filling, "", "csv", "", "", "", "", ""]


def ballots(rng: random.Random) -> Iterator[list[str]]:
    """Spread over the two weeks of the vote, by the weights of the entries."""
    opened, closed = datetime(2025, 6, 2, 13, tzinfo=UTC), datetime(2025, 6, 16, 16, tzinfo=UTC)
    for number in range(BALLOTS):
        at = opened + (closed - opened) * rng.random()
        choice = rng.choices([entry[0] for entry in ENTRIES], [entry[6] for entry in ENTRIES])[0]
        yield [sha256(f"bulletin {number}".encode()).hexdigest()[:32], choice, moment(at)]


def scores(rng: random.Random) -> Iterator[list[str]]:
    """Of each juror, in half points around the entry's own; one of them stands back from one entry."""
    for id_, *_, points in ENTRIES[:8]:
        for juror in JURORS:
            if (juror, id_) == ("rosalie-vadnais", "camerise-sans-honte"):
                yield [juror, id_, "", "recused"]
                continue
            for criterion in CRITERIA:
                given = min(10, max(0, points + LEAN[criterion] + rng.uniform(-0.5, 0.5)))
                yield [juror, id_, criterion, f"{round(given * 2) / 2:g}"]


def main() -> None:
    """Write the three tables."""
    rng = random.Random("saveurs-2025")
    write("entries.csv", COLUMNS, entries())
    write("ballots.csv", "voter_hash choice at", sorted(ballots(rng), key=lambda row: (row[2], row[0])))
    write("scores.csv", "juror entry criterion score", scores(rng))


if __name__ == "__main__":
    main()

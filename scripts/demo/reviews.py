"""Write the demo's review exports, in the shapes of three tools, and the shop's answers.

`python scripts/demo/reviews.py` writes content/recorded/reviews/ and content/curation/replies/; then

    parvis import content/recorded/reviews/judgeme.csv --as judgeme --proof "Achat retrouvé dans nos commandes par Judge.me"
    parvis import content/recorded/reviews/trustpilot.csv --as trustpilot
    parvis import content/recorded/reviews/comptoir.csv --as csv --mapping content/recorded/reviews/comptoir.yaml

Complaints are written by hand (`words/complaints.txt`), praise is put together from parts.
"""

from __future__ import annotations

import csv
import random
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from words import MONTREAL, Entry, entries, french

CONTENT = Path(__file__).resolve().parents[2] / "content"
EXPORTS = CONTENT / "recorded" / "reviews"
TOTAL = 240
UNTIL = datetime(2026, 6, 11, tzinfo=MONTREAL)

#: Slug and names of what people write about; the weights say how often.
PRODUCTS: tuple[tuple[str, str, str, int], ...] = (
    ("bleuet-citron", "le bleuet et citron", "blueberry and lemon", 9),
    ("erable-fleur-de-sel", "l’érable", "maple", 7),
    ("framboise", "la framboise", "raspberry", 6),
    ("pistache", "la pistache", "pistachio", 5),
    ("vanille", "la vanille", "vanilla", 5),
    ("sapin-baumier", "le sapin baumier", "balsam fir", 5),
    ("cassis", "le cassis", "blackcurrant", 4),
    ("caramel", "le caramel", "caramel", 4),
    ("sesame-noir", "le sésame noir", "black sesame", 3),
    ("rose-litchi", "la rose et litchi", "rose and lychee", 3),
    ("chocolat-noir", "le chocolat noir", "dark chocolate", 3),
    ("cafe-torrefie", "le café torréfié", "coffee", 2),
)
OPENINGS = {
    "fr": (
        "Offert à ma mère, qui n’aime rien : elle a aimé {}.",
        "Deuxième boîte en une semaine, toujours pour {}.",
        "Je venais pour le thé, je reste pour {}.",
        "Acheté {} par hasard, parce qu’il n’y avait plus le reste.",
        "Mon fils de six ans a choisi {} et n’a rien partagé.",
        "On m’avait vanté {}, je me méfiais.",
        "Un mardi de pluie, {} et un café.",
        "Pour un anniversaire à douze, {} est parti en premier.",
        "Je n’écris jamais d’avis. Pour {}, si.",
        "Goûté {} à la fête des voisins.",
    ),
    "en": (
        "Brought {} to the office and became popular.",
        "I queued twenty minutes for {}. I would do it again.",
        "My grandmother asked who made the {} one.",
        "Came for the box, stayed for {}.",
        "I was sceptical about {}.",
        "Ate the {} one on the metro, no regrets.",
    ),
}
MIDDLES = {
    "fr": (
        "La coque craque à peine, puis plus rien ne résiste.",
        "Juste assez sucré, ce qui devient rare.",
        "On reconnaît le fruit avant le sucre.",
        "La ganache tient, sans coller.",
        "Le pied est régulier, l’intérieur moelleux.",
        "Ça reste en bouche jusqu’au coin de la rue.",
        "Le goût change entre la première et la dernière bouchée.",
        "C’est fin, sans chichi.",
    ),
    "en": (
        "The shell gives way and then it is all flavour.",
        "Sweet, but it knows when to stop.",
        "You taste the fruit before the sugar.",
        "Crisp outside, soft inside, no air pocket.",
        "It tastes of what the label says.",
    ),
}
ENDINGS = {
    5: {
        "fr": (
            "J’y retourne samedi.",
            "Bravo à l’équipe.",
            "Rien à redire.",
            "Merci d’afficher les noms de ceux qui ont eu l’idée.",
            "Le meilleur du quartier.",
        ),
        "en": ("I will be back on Saturday.", "Nothing to add.", "Worth the detour.", "Thank you for the honest labels."),
    },
    4: {
        "fr": (
            "Une étoile de moins pour la file.",
            "Un peu petit pour le prix.",
            "La boîte s’ouvre trop facilement.",
            "J’aurais aimé plus de choix le lundi.",
        ),
        "en": ("One star off for the queue.", "A little small.", "The bag tore on the way home."),
    },
    3: {
        "fr": ("Bon, sans plus.", "J’ai préféré celui de l’an dernier.", "À ce prix, j’attendais une surprise."),
        "en": ("Good, not great.", "I liked last year’s better."),
    },
}
FIRST = [
    "Camille",
    "Antoine",
    "Fatoumata",
    "Olivier",
    "Lucía",
    "Hugo",
    "Mei",
    "Sébastien",
    "Rania",
    "Clément",
    "Yasmine",
    "Patrick",
    "Aline",
    "Mohamed",
    "Juliette",
    "Xavier",
    "Priya",
    "Étienne",
    "Catalina",
    "Robin",
    "Anh",
    "Thomas",
    "Leïla",
    "Guillaume",
    "Sara",
    "Félix",
    "Odile",
    "Karim",
    "Rose",
    "Emmanuel",
]
LAST = [
    "Bélanger",
    "Nguyen",
    "Traoré",
    "Gagnon",
    "Silva",
    "Lemieux",
    "Chen",
    "Fortin",
    "Haddad",
    "Paquette",
    "Roy",
    "Diallo",
    "Bouchard",
    "Singh",
    "Lévesque",
    "Girard",
    "Kowalski",
    "Mercier",
    "Costa",
    "Pelletier",
]


def praise(count: int) -> list[dict[str, str]]:
    """So many reviews of three stars and more, over two years, each different."""
    rng = random.Random("avis")
    seen: set[str] = set()
    found: list[dict[str, str]] = []
    while len(found) < count:
        slug, in_french, in_english, _ = rng.choices(PRODUCTS, weights=[product[3] for product in PRODUCTS])[0]
        language = "fr" if rng.random() < 0.72 else "en"
        rating = rng.choices((5, 4, 3), weights=(64, 27, 9))[0]
        named = in_french if language == "fr" else in_english
        parts = [rng.choice(OPENINGS[language]).format(named), rng.choice(MIDDLES[language]), rng.choice(ENDINGS[rating][language])]
        text = " ".join(parts if rng.random() < 0.7 else parts[1:])
        if text in seen:
            continue
        seen.add(text)
        at = UNTIL - timedelta(hours=int(rng.triangular(0, 620 * 24, 60 * 24)))
        found.append(
            {
                "product": slug,
                "rating": str(rating),
                "author": f"{rng.choice(FIRST)} {rng.choice(LAST)}",
                "at": at.strftime("%Y-%m-%d %H:%M"),
                "title": "",
                "text": french(text) if language == "fr" else text,
                "lang": language,
                "tool": rng.choices(("judgeme", "trustpilot", "comptoir"), weights=(54, 26, 20))[0],
                "helpful": str(rng.randrange(12)),
                "gift": "oui" if rng.random() < 0.03 else "",
            }
        )
    return found


def complaint(entry: Entry) -> dict[str, str]:
    """A hand-written complaint as a row."""
    product, rating, author, tool = entry.fields[:4]
    words = [line for line in entry.lines if not line.startswith("> ")]
    return {
        "product": product,
        "rating": rating,
        "author": author,
        "at": entry.key,
        "title": words[0],
        "text": "\n".join(words[1:]),
        "lang": "fr" if any(letter in entry.text for letter in "éèàçùê’'") and " the " not in entry.text else "en",
        "tool": tool,
        "helpful": str(entry.number() % 20),
        "gift": "",
    }


def number(row: dict[str, str]) -> str:
    """A stable id of a row in its tool."""
    return f"{abs(hash_of(row['author'] + row['at'] + row['text'])) % 10**7:07d}"


def hash_of(text: str) -> int:
    """The same number for the same text, in every process."""
    return int.from_bytes(sha256(text.encode()).digest()[:6])


def judgeme(rows: list[dict[str, str]]) -> None:
    """Judge.me's CSV."""
    header = [
        "review_id",
        "title",
        "body",
        "rating",
        "review_date",
        "reviewer_name",
        "reviewer_email",
        "product_handle",
        "verified",
        "picture_urls",
        "ip_address",
    ]
    with (EXPORTS / "judgeme.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        for row in rows:
            mail = row["author"].split()[0].lower() + "@courriel.example"
            table.writerow(
                [
                    number(row),
                    row["title"],
                    row["text"],
                    row["rating"],
                    f"{row['at']}:00 UTC",
                    row["author"],
                    mail,
                    row["product"],
                    "yes" if row["gift"] == "" else "no",
                    "",
                    "203.0.113.7",
                ]
            )


def trustpilot(rows: list[dict[str, str]]) -> None:
    """Trustpilot's CSV."""
    header = [
        "review_id",
        "reviewer_name",
        "review_stars",
        "review_title",
        "review_content",
        "review_created_date_time",
        "review_date_of_experience",
        "review_language",
        "product",
    ]
    with (EXPORTS / "trustpilot.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file)
        table.writerow(header)
        for row in rows:
            day = row["at"][:10]
            table.writerow(
                [
                    number(row),
                    row["author"],
                    row["rating"],
                    row["title"],
                    row["text"],
                    f"{row['at'].replace(' ', 'T')}:00Z",
                    day,
                    row["lang"],
                    row["product"],
                ]
            )


def comptoir(rows: list[dict[str, str]]) -> None:
    """The cards from the counter, typed into a French Excel: cp1252, semicolons, decimal commas, French dates."""
    header = ["Numéro", "Nom", "Courriel", "Produit", "Note", "Titre", "Avis", "Date", "Visite", "Utile", "Cadeau"]
    with (EXPORTS / "comptoir.csv").open("w", encoding="cp1252", errors="replace", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(header)
        for row in rows:
            at = datetime.strptime(row["at"], "%Y-%m-%d %H:%M").replace(tzinfo=MONTREAL)
            visit = (at - timedelta(days=2)).strftime("%d/%m/%Y")
            text, title = (words.replace("\u202f", "\u00a0") for words in (row["text"], row["title"]))
            table.writerow(
                [
                    number(row),
                    row["author"],
                    "",
                    row["product"],
                    f"{row['rating']},0",
                    title,
                    text,
                    at.strftime("%d/%m/%Y"),
                    visit,
                    row["helpful"],
                    row["gift"],
                ]
            )
    (EXPORTS / "comptoir.yaml").write_text(
        "# Which column of comptoir.csv is what.\n"
        "columns: {id: Numéro, author: Nom, product: Produit, rating: Note, title: Titre, text: Avis, published: Date, experienced: Visite, helpful: Utile, incentive: Cadeau}\n"
        "dates: '%d/%m/%Y'\n",
        "utf-8",
    )


#: What each export becomes in the archive.
KINDS = {"judgeme": "judgeme", "trustpilot": "trustpilot", "comptoir": "csv"}


def replies(complaints: list[Entry]) -> None:
    """The shop's answers, by month."""
    months: dict[str, list[str]] = {}
    for entry in complaints:
        answer = " ".join(line[2:] for line in entry.lines if line.startswith("> "))
        if not answer:
            continue
        row = complaint(entry)
        by, at = entry.fields[4].split(", ")
        changed = entry.fields[5]
        lines = [
            f"- review: {KINDS[row['tool']]}:{number(row)}",
            f"  by: {by}",
            f"  at: {at.replace(' ', 'T')}:00-04:00",
            f'  text: "{answer}"',
        ]
        lines += [f"  changed: [{changed}]"] if changed != "-" else []
        months.setdefault(at[:7], []).append("\n".join(lines))
    folder = CONTENT / "curation" / "replies"
    folder.mkdir(parents=True, exist_ok=True)
    for month, found in months.items():
        (folder / f"{month}.yaml").write_text("\n".join(sorted(found)) + "\n", "utf-8")


def main() -> None:
    """Write the exports and the answers."""
    EXPORTS.mkdir(parents=True, exist_ok=True)
    complaints = entries("complaints")
    rows = [*map(complaint, complaints), *praise(TOTAL - len(complaints))]
    rows.sort(key=lambda row: (row["at"], row["author"]))
    for write in (judgeme, trustpilot, comptoir):
        write([row for row in rows if row["tool"] == write.__name__])
    replies(complaints)


if __name__ == "__main__":
    main()

"""Write what the demo's contest of 2026 was sent: 347 ideas from a form, and the votes that a form collected.

`python scripts/demo/contest.py DIR` writes ideas.csv into content/recorded/contest/ and votes.csv into DIR, outside the hub: votes carry
addresses, and the hub keeps salted hashes alone. Then

    parvis contest saveurs-2026 import content/recorded/contest/ideas.csv --as google_forms --ideas
    PARVIS_VOTE_SALT=… parvis contest saveurs-2026 import DIR/votes.csv --as google_forms --ballots
"""

from __future__ import annotations

import csv
import itertools
import random
import sys
from datetime import datetime, timedelta
from pathlib import Path

from reviews import FIRST, LAST
from words import MONTREAL, french

RECORDED = Path(__file__).resolve().parents[2] / "content" / "recorded" / "contest"
IDEAS, UNIQUE, BALLOTS = 347, 286, 5000

#: Flavours: French, English, colour, and how people also write them.
TASTES: tuple[tuple[str, str, str, tuple[str, ...]], ...] = (
    ("argousier", "sea buckthorn", "#f0a03c", ("argouse",)),
    ("bleuet", "blueberry", "#6d86d6", ("myrtille", "bleuets")),
    ("lavande", "lavender", "#b6a4da", ()),
    ("cassis", "blackcurrant", "#7b3f72", ()),
    ("violette", "violet", "#8f78c9", ("violettes",)),
    ("poire", "pear", "#dcd68a", ("poires",)),
    ("gingembre", "ginger", "#e8c873", ()),
    ("sapin", "fir", "#5f8a6b", ("sapinage",)),
    ("chocolat", "chocolate", "#6a412e", ("choco",)),
    ("sésame noir", "black sesame", "#77716c", ("sesame noir",)),
    ("miel", "honey", "#e9b949", ()),
    ("rhubarbe", "rhubarb", "#e58a86", ()),
    ("fraise", "strawberry", "#e8505b", ("fraises",)),
    ("sarrasin", "buckwheat", "#8c7456", ("blé noir",)),
    ("pomme", "apple", "#b8cf6a", ("pommes",)),
    ("caramel", "caramel", "#d79a54", ()),
    ("érable", "maple", "#c98b4b", ("erable", "sirop d'érable")),
    ("bacon", "bacon", "#b5563f", ()),
    ("café", "coffee", "#9b7153", ("cafe",)),
    ("cardamome", "cardamom", "#c9d3a0", ()),
    ("safran", "saffron", "#f2b632", ()),
    ("pistache", "pistachio", "#a9bf6c", ("pistaches",)),
    ("rose", "rose", "#f0b3bd", ()),
    ("litchi", "lychee", "#f7e3e3", ("litchis",)),
    ("mangue", "mango", "#f5a742", ("mangues",)),
    ("coco", "coconut", "#f4ede1", ("noix de coco",)),
    ("lime", "lime", "#b5d56a", ("citron vert",)),
    ("basilic", "basil", "#6fa35a", ()),
    ("menthe", "mint", "#8fd0b5", ()),
    ("concombre", "cucumber", "#a8cf9a", ()),
    ("tomate", "tomato", "#d94f3d", ("tomates",)),
    ("betterave", "beetroot", "#8e2750", ()),
    ("carotte", "carrot", "#f08a3c", ("carottes",)),
    ("courge", "squash", "#e49b43", ("citrouille",)),
    ("canneberge", "cranberry", "#c23b4a", ("atoca", "canneberges")),
    ("orange", "orange", "#f1a256", ("oranges",)),
    ("pamplemousse", "grapefruit", "#f2876f", ()),
    ("yuzu", "yuzu", "#f3dc5c", ()),
    ("matcha", "matcha", "#8fae5a", ()),
    ("thé du Labrador", "Labrador tea", "#9aa77d", ()),
    ("camomille", "chamomile", "#f1e3a0", ()),
    ("hibiscus", "hibiscus", "#b3265a", ()),
    ("sureau", "elderflower", "#e9ecd0", ("fleur de sureau",)),
    ("mélilot", "sweet clover", "#e6d9a8", ("melilot",)),
    ("foin", "hay", "#d9c88a", ()),
    ("noisette", "hazelnut", "#b98b62", ("noisettes",)),
    ("praliné", "praline", "#a9743f", ("praline",)),
    ("tahini", "tahini", "#d8c3a0", ()),
    ("olive", "olive", "#7d8a4a", ("huile d'olive",)),
    ("romarin", "rosemary", "#7a947c", ()),
    ("thym", "thyme", "#93a080", ()),
    ("bière noire", "stout", "#3b2a22", ()),
    ("cidre", "cider", "#d9b45b", ()),
    ("rhum", "rum", "#a5682a", ()),
    ("whisky", "whisky", "#b87a33", ()),
    ("pop-corn", "popcorn", "#f6e2a8", ("maïs soufflé",)),
    ("pain d'épices", "gingerbread", "#a2663a", ()),
    ("cannelle", "cinnamon", "#b0703f", ()),
    ("fève tonka", "tonka bean", "#5b4534", ("tonka",)),
    ("poivre rose", "pink pepper", "#e79a9a", ("baies roses",)),
    ("groseille", "redcurrant", "#d63a45", ("groseilles",)),
    ("camerise", "haskap", "#5a5aa8", ("camerises",)),
    ("amélanche", "saskatoon berry", "#6b3d63", ("petites poires",)),
    ("cerise", "cherry", "#b02a3a", ("cerises", "griotte")),
)
#: The finalists and who had sent them; the words are those of each person.
FINALISTS: tuple[tuple[tuple[str, ...], str, str, int], ...] = (
    (("Argousier",), "#f0a03c", "#fbe3b5", 1),
    (
        (
            "Arachide et confiture",
            "beurre d’arachide-confiture",
            "PB&J",
            "arachides et confitures",
            "Beurre de peanut + confiture",
            "peanut butter and jam",
            "toast du matin : arachide, confiture",
        ),
        "#cfa067",
        "#8d2746",
        7,
    ),
    (("Bleuet et lavande", "Lavande-bleuet"), "#6d86d6", "#b6a4da", 2),
    (("Cassis et violette",), "#7b3f72", "#8f78c9", 1),
    (("Poire et gingembre", "poire gingembre", "Pear & ginger", "Gingembre-poire"), "#dcd68a", "#e8c873", 4),
    (("Sapin et chocolat", "chocolat au sapin"), "#5f8a6b", "#33201a", 2),
    (("Sésame noir et miel", "sesame noir miel"), "#77716c", "#e9b949", 2),
    (("Thé au jasmin", "Jasmin", "jasmine tea", "the au jasmin !"), "#dfe3c2", "#f6f3d9", 4),
)
#: Who sent each finalist first.
AUTHORS = (
    "Noémie Castilloux",
    "Tarek Belkacem",
    "Fatoumata Diallo",
    "Marcel Meunier",
    "Josiane Lavoie",
    "Mikaël Tessier",
    "Hana Kobayashi",
    "Linh Nguyen",
)
#: What five of the finalists' first senders say, by the words of their idea: each has a reason of its own on the ballot.
SAID = {
    "toast du matin : arachide, confiture": "Celui de mes sept ans, sans la croûte.",
    "Pear & ginger": "Ma tante la sert le premier jour froid.",
    "chocolat au sapin": "Comme si le sapin de Noël était resté pour le dessert.",
    "Jasmin": "La tasse de quatre heures, en deux bouchées.",
    "Argousier": "Goûté à Matane un matin de vent. Jamais oublié.",
}
REASONS = (
    "Parce que ma grand-mère en faisait une confiture.",
    "Ça manque.",
    "Goûté à Matane, jamais oublié.",
    "Pour l’été.",
    "Pour l’hiver.",
    "Ma fille de sept ans insiste.",
    "Je n’ai pas de raison, j’ai faim.",
    "On en trouve au marché tout l’automne.",
    "C’est une odeur avant d’être un goût.",
    "Pour faire taire mon beau-frère.",
    "Because it works in ice cream.",
    "Un dessert de cabane.",
    "Ça se marie avec le café.",
    "Le goût de mes vacances en Gaspésie.",
    "Sans noix, pour une fois.",
    "My neighbour grows too much of it.",
    "Essayez, vous verrez.",
    "Parce que personne n’ose.",
    "Un souvenir de Beyrouth.",
    "Un souvenir de Hanoï.",
    "Comme dans le gâteau de la fête des Rois.",
    "Pour aller avec le cidre.",
    "",
    "",
    "",
    "",
    "",
)
#: Ideas that are no flavours, or not quite: they are answered, too.
ODD = (
    "Cornichon",
    "La pluie",
    "Ce que faisait ma grand-mère",
    "Un macaron salé au fromage en grains",
    "Rhubarbe, fraise et une pincée de regret",
    "Sans sucre ?",
    "Surprise",
    "Poutine",
    "Neige",
    "Bleu",
)


def ideas(rng: random.Random) -> list[dict[str, str]]:
    """All ideas in the order in which they came."""
    found: list[dict[str, str]] = []
    for (wordings, shell, filling, _), name in zip(FINALISTS, AUTHORS, strict=True):
        found += [idea(rng, words, shell, filling) for words in wordings]
        found[-len(wordings)]["name"] = name
    planted = sum(len(wordings) - 1 for wordings, *_ in FINALISTS)
    singles = [(taste,) for taste in TASTES if taste[0] != "argousier"]
    pairs = [pair for pair in itertools.combinations(TASTES, 2) if {pair[0][0], pair[1][0]} not in TAKEN]
    rng.shuffle(pairs)
    unique = [*singles, *pairs][: UNIQUE - len(FINALISTS) - len(ODD)]
    found += [idea(rng, title(rng, tastes), tastes[0][2], tastes[-1][2]) for tastes in unique]
    found += [idea(rng, odd, "#d8cce4", "#f6eadb") for odd in ODD]
    doubles = rng.sample([tastes for tastes in unique if len(tastes) == 2], IDEAS - UNIQUE - planted)
    found += [idea(rng, otherwise(rng, tastes), tastes[0][2], tastes[-1][2]) for tastes in doubles]
    rng.shuffle(found)
    start, end = datetime(2026, 4, 7, 9, 2, tzinfo=MONTREAL), datetime(2026, 5, 10, 17, 58, tzinfo=MONTREAL)
    moments = sorted(start + (end - start) * rng.betavariate(0.8, 1.3) for _ in found)
    return [{**row, "at": at.strftime("%d/%m/%Y %H:%M:%S")} for row, at in zip(found, moments, strict=True)]


#: Pairs that finalists have taken already.
TAKEN = ({"bleuet", "lavande"}, {"cassis", "violette"}, {"poire", "gingembre"}, {"sapin", "chocolat"}, {"sésame noir", "miel"})


def title(rng: random.Random, tastes: tuple[tuple[str, str, str, tuple[str, ...]], ...]) -> str:
    """How somebody writes an idea."""
    names = [taste[0] for taste in tastes]
    if len(names) == 1:
        return names[0].capitalize()
    joined = rng.choice(("{} et {}", "{} et {}", "{}-{}", "{} / {}", "{}, {}")).format(*names)
    return joined.capitalize() if rng.random() < 0.8 else joined


def otherwise(rng: random.Random, tastes: tuple[tuple[str, str, str, tuple[str, ...]], ...]) -> str:
    """How somebody else writes the same idea."""
    one, other = tastes
    way = rng.randrange(4)
    if way == 0:
        return f"{other[0]} et {one[0]}".capitalize()
    if way == 1:
        return f"{one[1]} and {other[1]}".capitalize()
    if way == 2:
        return f"{rng.choice(one[3] or (one[0],))} + {rng.choice(other[3] or (other[0],))}"
    return f"un macaron {one[0]} {other[0]} !"


def idea(rng: random.Random, words: str, shell: str, filling: str) -> dict[str, str]:
    """One row of the form, without its moment."""
    name, by_chance = f"{rng.choice(FIRST)} {rng.choice(LAST)}", rng.choice(REASONS)
    return {
        "idea": french(words),
        "why": SAID.get(words, by_chance),
        "name": name,
        "mail": mail(rng, name),
        "shell": shell,
        "filling": filling,
    }


def mail(rng: random.Random, name: str) -> str:
    """An address that nobody has."""
    return f"{name.split(maxsplit=1)[0].lower()}.{rng.randrange(10**5)}@courriel.example"


def votes(rng: random.Random) -> list[tuple[datetime, str, str]]:
    """5,000 votes: honest ones with the rhythm of days, and three frauds among them."""
    names = [french(wordings[0]) for wordings, *_ in FINALISTS]
    weights = (17, 19, 12, 8, 9, 11, 7, 17)
    start, now = datetime(2026, 6, 1, 9, tzinfo=MONTREAL), datetime(2026, 6, 12, 9, 45, tzinfo=MONTREAL)
    burst = [
        (datetime(2026, 6, 4, 3, 12, tzinfo=MONTREAL) + timedelta(seconds=rng.randrange(540)), f"sapin{number}@jetable.example", names[5])
        for number in range(140)
    ]
    moment = datetime(2026, 6, 7, 22, 40, 7, tzinfo=MONTREAL)
    at_once = [(moment, f"copie{number}@jetable.example", names[2]) for number in range(24)]
    again = [
        (datetime(2026, 6, 9, 12, tzinfo=MONTREAL) + timedelta(minutes=7 * number), "tenace@courriel.example", names[6])
        for number in range(16)
    ]
    honest: list[tuple[datetime, str, str]] = []
    while len(honest) < BALLOTS - len(burst) - len(at_once) - len(again):
        at = start + (now - start) * rng.random()
        if rng.random() < (0.08 if at.hour < 7 else 1.0 if 10 <= at.hour < 22 else 0.45):
            honest.append((at.replace(microsecond=0), f"client{len(honest)}@courriel.example", rng.choices(names, weights)[0]))
    return sorted([*honest, *burst, *at_once, *again])


def main(folder: Path) -> None:
    """Write both files."""
    rng = random.Random("saveurs-2026")
    RECORDED.mkdir(parents=True, exist_ok=True)
    with (RECORDED / "ideas.csv").open("w", encoding="utf-8-sig", newline="") as file:
        table = csv.writer(file, delimiter=";")
        table.writerow(
            ["Horodateur", "Adresse e-mail", "Votre saveur", "Pourquoi celle-là ?", "Votre nom", "Couleur de la coque", "Couleur du cœur"]
        )
        for row in ideas(rng):
            table.writerow([row["at"], row["mail"], row["idea"], row["why"], row["name"], row["shell"], row["filling"]])
    with (folder / "votes.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["Horodateur", "Adresse e-mail", "Votre choix"])
        table.writerows((at.strftime("%d/%m/%Y %H:%M:%S"), address, choice) for at, address, choice in votes(rng))


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""What a drawn picture shows, in a sentence for those who cannot see it: the scene, each macaron's colour, what lies behind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from draw import ground_of, in_a_row, in_a_stack


class Drawn(NamedTuple):
    """A picture that was drawn for an address."""

    url: str
    french: str
    english: str


#: Shell and filling of each flavour of FLAVOURS, as one sees them.
_FRENCH: Mapping[str, tuple[str, str]] = {
    "bleuet": ("bleu moucheté", "jaune pâle"),
    "erable": ("ambré moucheté", "crème"),
    "argousier": ("orange", "crème"),
    "framboise": ("rose vif", "rouge foncé"),
    "pistache": ("vert pistache", "vert pâle"),
    "vanille": ("crème moucheté", "blanche"),
    "chocolat": ("brun foncé", "presque noire"),
    "cafe": ("brun café", "beige"),
    "rose": ("rose pâle", "blanche"),
    "lavande": ("lilas", "couleur miel"),
    "citron": ("jaune citron", "jaune pâle"),
    "cassis": ("violet foncé", "presque noire"),
    "sesame": ("gris moucheté", "grise"),
    "matcha": ("vert tendre", "crème"),
    "canneberge": ("rouge", "orange"),
    "caramel": ("caramel", "brune"),
    "noisette": ("noisette", "brune"),
    "coco": ("blanc", "blanche"),
    "fraise": ("corail", "rose pâle"),
    "camerise": ("indigo", "rose foncé"),
    "sapin": ("vert sapin", "crème"),
    "poire": ("vert poire", "crème"),
    "pbj": ("blond", "rouge sombre"),
    "jasmin": ("vert très pâle", "crème"),
}
_ENGLISH: Mapping[str, tuple[str, str]] = {
    "bleuet": ("speckled blue", "pale yellow"),
    "erable": ("speckled amber", "cream"),
    "argousier": ("orange", "cream"),
    "framboise": ("bright pink", "dark red"),
    "pistache": ("pistachio green", "pale green"),
    "vanille": ("speckled cream", "white"),
    "chocolat": ("dark brown", "nearly black"),
    "cafe": ("coffee brown", "beige"),
    "rose": ("pale pink", "white"),
    "lavande": ("lilac", "honey-coloured"),
    "citron": ("lemon yellow", "pale yellow"),
    "cassis": ("dark purple", "nearly black"),
    "sesame": ("speckled grey", "grey"),
    "matcha": ("soft green", "cream"),
    "canneberge": ("red", "orange"),
    "caramel": ("caramel", "brown"),
    "noisette": ("hazel", "brown"),
    "coco": ("white", "white"),
    "fraise": ("coral", "pale pink"),
    "camerise": ("indigo", "dark pink"),
    "sapin": ("fir green", "cream"),
    "poire": ("pear green", "cream"),
    "pbj": ("blond", "dark red"),
    "jasmin": ("very pale green", "cream"),
}
#: What lies behind, in the order of GROUNDS.
_BEHIND = (
    ("crème", "cream"),
    ("bleu pâle", "pale blue"),
    ("rose pâle", "pale pink"),
    ("vert pâle", "pale green"),
    ("jaune pâle", "pale yellow"),
    ("lilas", "lilac"),
    ("aubergine", "dark plum"),
    ("ardoise", "slate"),
)
_COUNTS = {4: ("quatre", "Four"), 5: ("cinq", "Five"), 6: ("six", "Six"), 7: ("sept", "Seven")}


def described(scene: str, flavours: Sequence[str], size: tuple[int, int], address: str) -> Drawn:
    """The picture that `draw` makes of these, told in both languages."""
    count = in_a_row(size)
    shown = {"row": count, "tower": in_a_stack(size)}.get(scene)
    seen = list(dict.fromkeys(flavours[:shown]))
    french, english = _BEHIND[ground_of(address)]
    return Drawn(
        address,
        f"{_in_french(scene, seen, count)}, sur fond {french}",
        f"{_in_english(scene, seen, count)}, against {english}",
    )


def _in_french(scene: str, seen: Sequence[str], count: int) -> str:
    shells = [_FRENCH[name][0] for name in seen]
    named = _listed(shells, "et")
    return {
        "lone": f"Un macaron {shells[0]} à garniture {_FRENCH[seen[0]][1]}, seul",
        "pair": f"Un macaron {shells[-1]} appuyé contre un macaron {shells[0]}"
        if len(shells) > 1
        else f"Deux macarons pareils, {shells[0]}, l’un appuyé contre l’autre",
        "tower": f"Des macarons empilés\u00a0: {named}",
        "row": f"Une rangée de {_COUNTS[count][0]} macarons debout\u00a0: {named}",
        "box": f"Une boîte bleue de seize macarons, vue d’en haut\u00a0: {named}",
        "scatter": f"Des macarons éparpillés, vus d’en haut\u00a0: {named}",
    }[scene]


def _in_english(scene: str, seen: Sequence[str], count: int) -> str:
    shells = [_ENGLISH[name][0] for name in seen]
    named = _listed(shells, "and")
    return {
        "lone": f"A single {shells[0]} macaron with a {_ENGLISH[seen[0]][1]} filling",
        "pair": f"A {shells[-1]} macaron leaning on a {shells[0]} one"
        if len(shells) > 1
        else f"Two {shells[0]} macarons, one leaning on the other",
        "tower": f"A stack of macarons: {named}",
        "row": f"{_COUNTS[count][1]} macarons standing in a row: {named}",
        "box": f"A blue box of sixteen macarons, seen from above: {named}",
        "scatter": f"Macarons strewn about, seen from above: {named}",
    }[scene]


def _listed(names: Sequence[str], conjunction: str) -> str:
    return f"{', '.join(names[:-1])} {conjunction} {names[-1]}" if len(names) > 1 else names[0]

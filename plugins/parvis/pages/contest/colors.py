"""The colours of an idea's swatch: its own where it has some, else those of what it is made of."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import Final

from parvis.curate.contests import similar
from parvis.curate.contests.food import lexicon
from parvis.model.contest import Entry

#: What is known by its colour.
_THINGS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "blueberry": "#6d7fd0",
        "raspberry": "#d9506f",
        "strawberry": "#ea6f6c",
        "blackberry": "#5b3a63",
        "blackcurrant": "#6f3768",
        "redcurrant": "#cf3f48",
        "cranberry": "#bf3547",
        "haskap": "#5657a3",
        "seabuckthorn": "#ee9b3a",
        "cherry": "#b3263f",
        "sourcherry": "#a02540",
        "apple": "#b9cc6a",
        "pear": "#d8d285",
        "plum": "#7d4a78",
        "apricot": "#f0ad62",
        "peach": "#f4b183",
        "rhubarb": "#e58d8a",
        "melon": "#f3b274",
        "watermelon": "#e8656a",
        "mango": "#f2ab3a",
        "passionfruit": "#e2a93b",
        "pineapple": "#f0d35e",
        "lychee": "#f3d5d8",
        "coconut": "#f2eadf",
        "banana": "#f0dc84",
        "fig": "#7a4a5e",
        "date": "#8a5a3a",
        "lemon": "#f2d95a",
        "lime": "#b7d063",
        "orange": "#f09a3c",
        "bloodorange": "#d9573c",
        "grapefruit": "#f08f79",
        "yuzu": "#eee07a",
        "peanut": "#cda065",
        "hazelnut": "#b5875d",
        "almond": "#e6cfae",
        "pistachio": "#a6bd69",
        "walnut": "#9c7049",
        "pecan": "#8f5d38",
        "chestnut": "#8a6045",
        "sesame": "#e3d3b1",
        "blacksesame": "#67625e",
        "vanilla": "#efe0bd",
        "cinnamon": "#b0703f",
        "cardamom": "#b9c08a",
        "ginger": "#e6c98a",
        "saffron": "#eab13a",
        "salt": "#f3f0ea",
        "mint": "#a8d8b9",
        "basil": "#7fa65a",
        "rosemary": "#8ea58a",
        "thyme": "#a3ad7c",
        "fir": "#5c8768",
        "rose": "#efb1bb",
        "lavender": "#b3a1d8",
        "violet": "#8d73bd",
        "orangeblossom": "#fbe9d0",
        "jasmine": "#e0e4c3",
        "hibiscus": "#c33a63",
        "cherryblossom": "#f6c6d0",
        "tea": "#c79a63",
        "greentea": "#b5c07b",
        "matcha": "#8dac58",
        "earlgrey": "#8c7a66",
        "chai": "#c08a58",
        "coffee": "#8a6148",
        "chocolate": "#6b432f",
        "whitechocolate": "#f5ead5",
        "caramel": "#d2954f",
        "maple": "#c6884a",
        "honey": "#eabf55",
        "molasses": "#5a3a2a",
        "jam": "#8f2b4a",
        "marshmallow": "#f8eef0",
        "cream": "#faf1df",
        "icecream": "#f7e9d4",
        "yogurt": "#f6f1e8",
        "goatcheese": "#f4efe2",
        "bacon": "#c25b4e",
        "rum": "#b9793c",
        "pumpkin": "#e58b3a",
        "carrot": "#ec8d3d",
        "beet": "#9b2d54",
        "corn": "#f2d264",
        "cucumber": "#b4cf8f",
        "pickle": "#9aac52",
        "tomato": "#dc4f3f",
        "ube": "#8a67b5",
        "buckwheat": "#a58d74",
        "halva": "#d9c39a",
        "tiramisu": "#c9a27a",
    }
)
#: What is not, by its family.
_FAMILIES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "fruit": "#e08a7c",
        "citrus": "#f1cf5f",
        "nut": "#c49a6c",
        "spice": "#c9894f",
        "herb": "#94b07a",
        "flower": "#d5a6cf",
        "tea": "#c3a06d",
        "coffee": "#8a6148",
        "chocolate": "#6b432f",
        "sweet": "#e6b877",
        "milk": "#f4ead8",
        "drink": "#c9a56a",
        "garden": "#a9ba6d",
        "dish": "#dcb98c",
    }
)
#: What a filling is made of where an idea names one thing.
_CREAM: Final = "#fbf3e2"


def colors(entry: Entry) -> tuple[str, str]:
    """Shell and filling, `#rrggbb`. An idea that names nothing to eat gets a colour of its own, the same for ever."""
    if entry.shell and entry.filling:
        return entry.shell, entry.filling
    made_of = [_color(thing) for thing in similar.things(entry)]
    shell, *others = made_of or [_of_name(entry.title)]
    return entry.shell or shell, entry.filling or next((color for color in others if color != shell), _CREAM)


def _color(thing: str) -> str:
    return _THINGS.get(thing) or _FAMILIES[lexicon().families[thing]]


def _of_name(title: str) -> str:
    palette = sorted(set(_FAMILIES.values()))
    return palette[sha256(title.encode()).digest()[0] % len(palette)]

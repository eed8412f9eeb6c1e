"""The flavours of Sucre Bleu: what each is called, and its colours (shell, filling, specks)."""

from __future__ import annotations

from typing import NamedTuple


class Flavour(NamedTuple):
    """A macaron's name in both languages and its colours as `#rrggbb`."""

    french: str
    english: str
    shell: str
    filling: str
    specks: str | None = None


FLAVOURS: dict[str, Flavour] = {
    "bleuet": Flavour("bleuet et citron", "blueberry and lemon", "#6d86d6", "#f4e3a1", "#3c4f9e"),
    "erable": Flavour("érable et fleur de sel", "maple and sea salt", "#c98b4b", "#f0d2a0", "#8a5526"),
    "argousier": Flavour("argousier", "sea buckthorn", "#f0a03c", "#fbe3b5"),
    "framboise": Flavour("framboise", "raspberry", "#e0617f", "#a5183f"),
    "pistache": Flavour("pistache", "pistachio", "#a9bf6c", "#dfe6b4", "#6f8a38"),
    "vanille": Flavour("vanille", "vanilla", "#efe0bd", "#fff6df", "#5b452c"),
    "chocolat": Flavour("chocolat noir", "dark chocolate", "#6a412e", "#33201a"),
    "cafe": Flavour("café torréfié", "roasted coffee", "#9b7153", "#e5cfae", "#4a2f20"),
    "rose": Flavour("rose et litchi", "rose and lychee", "#f0b3bd", "#fdeeee", "#c96a7c"),
    "lavande": Flavour("lavande et miel", "lavender and honey", "#b6a4da", "#f2d68c", "#7d66b4"),
    "citron": Flavour("citron", "lemon", "#f3d95c", "#fdf3bf"),
    "cassis": Flavour("cassis", "blackcurrant", "#7b3f72", "#4b1c48"),
    "sesame": Flavour("sésame noir", "black sesame", "#77716c", "#d9d2c6", "#2b2826"),
    "matcha": Flavour("matcha", "matcha", "#8fae5a", "#eef0d0", "#5f7f33"),
    "canneberge": Flavour("canneberge et orange", "cranberry and orange", "#c23b4a", "#f1a256"),
    "caramel": Flavour("caramel", "caramel", "#d79a54", "#9c5a20"),
    "noisette": Flavour("noisette", "hazelnut", "#b98b62", "#6b4427", "#7b5634"),
    "coco": Flavour("noix de coco", "coconut", "#f4ede1", "#fffdf8", "#d6c7ae"),
    "fraise": Flavour("fraise et rhubarbe", "strawberry and rhubarb", "#ee8079", "#f6c7c0"),
    "camerise": Flavour("camerise", "haskap", "#5a5aa8", "#9d3d78"),
    "sapin": Flavour("sapin baumier", "balsam fir", "#5f8a6b", "#e4ead3", "#365c44"),
    "poire": Flavour("poire et gingembre", "pear and ginger", "#dcd68a", "#f8efcf"),
    "pbj": Flavour("arachide et confiture", "peanut butter and jam", "#cfa067", "#8d2746", "#97683a"),
    "jasmin": Flavour("thé au jasmin", "jasmine tea", "#dfe3c2", "#f6f3d9", "#a9b17d"),
}

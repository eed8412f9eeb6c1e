"""Joins the two files of Fraunces that its package has into the one that pages load: Latin, and the letters of Latin Extended-A.

Needs fonttools and brotli: `python scripts/fonts.py LATIN.woff2 LATIN_EXT.woff2 OUT.woff2`. Both files are subsets of one variable
font with the same axes, so a glyph of one can move to the other with its outline, its width and its variations.
"""

from __future__ import annotations

import sys

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

#: Latin Extended-A, the comma-below letters of Romanian, and the capital sharp s.
EXTENDED = [*range(0x100, 0x180), *range(0x218, 0x21C), 0x1E9E]


def join(latin: str, extended: str, out: str) -> None:
    """The first file with the letters of the second that it lacks."""
    base, more = TTFont(latin), _letters(extended)
    base.ensureDecompiled()  # while the order of its glyphs is still the file's
    more.ensureDecompiled()
    known = base.getBestCmap()
    wanted = {code: name for code, name in more.getBestCmap().items() if code not in known}
    renamed = {name: f"{name}.ext" for name in _with_parts(more, set(wanted.values()))}
    order = base.getGlyphOrder()
    base.setGlyphOrder([*order, *renamed.values()])
    for old, new in renamed.items():
        glyph = more["glyf"][old]
        for part in glyph.components if glyph.isComposite() else ():
            part.glyphName = renamed[part.glyphName]
        base["glyf"].glyphs[new] = glyph
        base["hmtx"].metrics[new] = more["hmtx"].metrics[old]
        base["gvar"].variations[new] = more["gvar"].variations.get(old, [])
    base["glyf"].glyphOrder = base.getGlyphOrder()
    for table in base["cmap"].tables:
        if table.isUnicode():
            table.cmap.update({code: renamed[name] for code, name in wanted.items()})
    del base["HVAR"]  # widths vary by gvar alone: it would have to know the new glyphs
    base["maxp"].numGlyphs = len(base.getGlyphOrder())
    base.flavor = "woff2"
    base.save(out)


def _letters(file: str) -> TTFont:
    font = TTFont(file)
    options = Options(layout_features=[], hinting=False, glyph_names=True, notdef_outline=True)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=EXTENDED)
    subsetter.subset(font)
    return font


def _with_parts(font: TTFont, names: set[str]) -> list[str]:
    """The glyphs and those that they are composed of, in the font's order."""
    waiting = list(names)
    while waiting:
        glyph = font["glyf"][waiting.pop()]
        parts = {part.glyphName for part in glyph.components} if glyph.isComposite() else set()
        waiting += parts - names
        names |= parts
    return [name for name in font.getGlyphOrder() if name in names]


if __name__ == "__main__":
    join(*sys.argv[1:4])

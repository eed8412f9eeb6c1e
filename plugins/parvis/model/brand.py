"""The brand's look, as the settings have it: three colours, two families of type, corners, a logo."""

from __future__ import annotations

import msgspec


class Font(msgspec.Struct, frozen=True, kw_only=True):
    """A family of type."""

    family: str  #: its name; without a file, a stack as a style sheet has it
    file: str = ""  #: below the content's folder, WOFF2; empty: what the reader's machine has
    licence: str = ""  #: the file that says how it may be given out, below the content's folder
    weight: str = "400"  #: one, or the first and the last of a variable font: `200 800`


class Logo(msgspec.Struct, frozen=True, kw_only=True):
    """The brand's sign."""

    file: str  #: below the content's folder
    width: int
    height: int

    @property
    def wide(self) -> bool:
        """Whether it is a name rather than a sign, by its proportions."""
        return self.width >= 2 * self.height


class Brand(msgspec.Struct, frozen=True, kw_only=True):
    """What a brand changes of the theme. What is empty stays as the theme has it."""

    ink: str = ""  #: `#rrggbb`, as the two others: none of the three is given without the others
    paper: str = ""
    accent: str = ""
    display: Font | None = None
    text: Font | None = None
    corner: str = ""  #: a length of a style sheet, such as `0.5rem`
    logo: Logo | None = None

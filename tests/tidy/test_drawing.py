"""SVG drawings: those that only draw, and those that would run something."""

from __future__ import annotations

from pathlib import Path

import pytest

from parvis import THEME
from parvis.tidy import drawing

_SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<s:script xmlns:s="http://www.w3.org/2000/svg">alert(1)</s:script>',
        '<rect onload="alert(1)"/>',
        '<rect\nonclick = "alert(1)"/>',
        '<a xlink:href="javascript:alert(1)"><rect/></a>',
        '<a href="&#106;avascript:alert(1)"><rect/></a>',
        '<a href="java&#9;script:alert(1)"><rect/></a>',
        '<set attributeName="href" to="javascript:alert(1)"/>',
        "<foreignObject><p>x</p></foreignObject>",
    ],
)
def test_what_would_run_is_found(inside: str) -> None:
    assert drawing.program(_SVG.format(inside).encode())
    assert drawing.program(_SVG.format(inside).encode("utf-16"))


@pytest.mark.parametrize("before", ['<!DOCTYPE svg [<!ENTITY x "y">]>', '<?xml-stylesheet type="text/xsl" href="a.xsl"?>'])
def test_what_would_bring_it_in_is_found(before: str) -> None:
    assert drawing.program((before + _SVG.format("")).encode())


@pytest.mark.parametrize(
    "inside",
    [
        '<path d="M0 0h9v9z" fill="url(#a)"/>',
        "<title>Description : onion</title>",
        '<a href="https://brand.example/"><rect/></a>',
        "<style>.on{fill:red}</style>",
    ],
)
def test_a_drawing_is_only_drawn(inside: str) -> None:
    doctype = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'

    assert drawing.program((doctype + _SVG.format(inside)).encode()) == ""


def test_our_own_drawings_run_nothing() -> None:
    found = list(Path(THEME).rglob("*.svg"))

    assert found
    assert not [file for file in found if drawing.program(file.read_bytes())]

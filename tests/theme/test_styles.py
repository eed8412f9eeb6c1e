"""The style sheets: colours that can be read in light and dark, nothing from elsewhere, nothing unused."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

Colors = dict[str, tuple[float, float, float]]
#: (what is read, what it stands on, least contrast of WCAG 2.2: 4.5 for text, 3 for large text and signs)
PAIRS = [
    *(("ink", ground, 4.5) for ground in ("paper", "paper-raised", "paper-sunken", "accent-wash")),
    *(("ink-soft", ground, 4.5) for ground in ("paper", "paper-raised", "paper-sunken", "accent-wash")),
    *(("accent-ink", ground, 4.5) for ground in ("paper", "paper-raised", "accent-wash")),
    ("on-accent", "accent-ink", 4.5),
    ("on-night", "night", 4.5),
    ("on-night-soft", "night", 4.5),
    ("accent", "paper", 3.0),
]


def _luminance(lightness: float, chroma: float, hue: float) -> float:
    """Relative luminance of an OKLCH colour (CSS Color 4, 9.3), clipped to sRGB."""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    red = 4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short
    green = -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short
    blue = -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short
    red, green, blue = (min(1.0, max(0.0, part)) for part in (red, green, blue))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    light, dark = sorted((_luminance(*one), _luminance(*other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _colors(css: str) -> Colors:
    found = re.findall(r"--([a-z-]+): oklch\(([\d.]+)% ([\d.]+) ([\d.]+)deg\)", css)
    return {name: (float(lightness) / 100, float(chroma), float(hue)) for name, lightness, chroma, hue in found}


#: The name of a namespace is no address.
ATOM = '@namespace "http://www.w3.org/2005/Atom";'


@pytest.fixture(scope="session")
def styles(theme: Path) -> dict[str, str]:
    folder = theme / "static" / "css"
    return {file.relative_to(folder).as_posix(): file.read_text(encoding="utf-8") for file in folder.rglob("*.css")}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground", "least"), PAIRS)
def test_words_can_be_read(styles: dict[str, str], scheme: str, ink: str, ground: str, least: float) -> None:
    light, dark = styles["tokens.css"].split("@media (prefers-color-scheme: dark)")
    colors = _colors(light) | (_colors(dark) if scheme == "dark" else {})

    assert _contrast(colors[ink], colors[ground]) >= least


def test_styles_load_nothing_from_elsewhere(styles: dict[str, str]) -> None:
    assert not [name for name, css in styles.items() if re.search(r"https?:|url\(\s*[\"']?//|@import", css.replace(ATOM, ""))]


def test_styles_name_only_files_that_exist(theme: Path, styles: dict[str, str]) -> None:
    for name, css in styles.items():
        for address in re.findall(r'url\("([^"]+)"\)', css):
            assert (theme / "static" / "css" / name).parent.joinpath(address).resolve().is_file(), (name, address)


def test_colors_stand_in_one_file(styles: dict[str, str]) -> None:
    assert not [name for name, css in styles.items() if name != "tokens.css" and re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(", css)]


def test_every_class_that_is_styled_is_drawn_somewhere(theme: Path, styles: dict[str, str], html_pages: dict[str, str]) -> None:
    drawn = (*(theme / "templates").rglob("*.html"), *(theme / "templates").glob("*.xsl"), *(theme / "static" / "js").glob("*.js"))
    templates = "\n".join(file.read_text(encoding="utf-8") for file in drawn)
    made = {f"{part}--{value}" for part in ("picture", "item", "post-card") for value in ("panorama", "wide", "square", "tall", "slim")}
    made |= {
        f"{part}--{value}" for part in ("item", "post-card") for value in ("picture", "video", "audio", "event", "text", "loud", "bare")
    }
    made |= {f"review__sign--{value}" for value in ("verified", "reward", "insider")}
    made |= {"footnote", *(f"align-{value}" for value in ("left", "center", "right"))}
    made |= {name for page in html_pages.values() for names in re.findall(r'class="([^"]+)"', page) for name in names.split()}
    styled = {
        name
        for css in styles.values()
        for name in re.findall(r"\.(-?[a-z_][\w-]*)(?=[^{}]*\{)", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.DOTALL))
    }

    assert not sorted(name for name in styled - made if name not in templates)


def test_motion_stops_where_somebody_asks(styles: dict[str, str]) -> None:
    assert "prefers-reduced-motion: reduce" in styles["tokens.css"]


def test_focus_is_seen(styles: dict[str, str]) -> None:
    assert ":focus-visible" in styles["layout.css"]


def test_style_of_a_page_is_small(styles: dict[str, str], html_pages: dict[str, str]) -> None:
    for path, page in html_pages.items():
        loaded = re.findall(r'<link rel="stylesheet" href="/theme/css/([^?"]+)', page)
        assert loaded, path
        assert sum(len(styles[name]) for name in loaded) < 45_000, path

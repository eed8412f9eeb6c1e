"""Draw the demo's pictures: macarons in their flavours' colours, in a handful of compositions.

Each picture is a pure function of its arguments; the same seed gives the same picture.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
from flavours import FLAVOURS, Flavour
from PIL import Image, ImageChops, ImageDraw, ImageFilter

SCALE = 2  #: drawn twice as large, then reduced: smooth edges

Colour = tuple[int, int, int]
Scene = Callable[[Image.Image, Sequence[Flavour], random.Random], None]

#: Paper and cloth behind the macarons: (backdrop, table), warm and quiet.
GROUNDS: tuple[tuple[str, str], ...] = (
    ("#f6eadb", "#ecd9c2"),
    ("#dfe6f5", "#c5d2ee"),
    ("#f7e1dc", "#efc9c1"),
    ("#e6ebda", "#d2dcc0"),
    ("#f8efc9", "#efe0a3"),
    ("#e9e1ef", "#d8cce4"),
    ("#3d3150", "#322742"),
    ("#33475b", "#2a3b4d"),
)


def rgb(text: str) -> Colour:
    """`#rrggbb` as three bytes."""
    return int(text[1:3], 16), int(text[3:5], 16), int(text[5:7], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` (0 to 1) of `other`."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))  # type: ignore[return-value]


def shade(colour: Colour, by: float) -> Colour:
    """Darker for a negative `by`, lighter for a positive one."""
    return mix(colour, (255, 250, 240) if by > 0 else (40, 18, 30), abs(by))


def gradient(size: tuple[int, int], light: Colour, dark: Colour, centre: tuple[float, float], reach: float) -> Image.Image:
    """A soft light: `light` at `centre` (shares of the size), `dark` at `reach` times the width away from it."""
    width, height = size
    y, x = np.mgrid[0:height, 0:width]
    distance = np.hypot(x - centre[0] * width, y - centre[1] * height) / (reach * width)
    share = np.clip(distance, 0, 1)[..., None] ** 1.35
    field = np.asarray(light) * (1 - share) + np.asarray(dark) * share
    return Image.fromarray(field.astype(np.uint8), "RGB")


def blob(size: tuple[int, int], points: Sequence[tuple[float, float]]) -> Image.Image:
    """A filled outline as a mask."""
    mask = Image.new("L", size, 0)
    ImageDraw.Draw(mask).polygon([(x, y) for x, y in points], fill=255)
    return mask


def dome(width: float, height: float, *, upper: bool, power: float = 2.45) -> list[tuple[float, float]]:
    """Half of a superellipse around the origin, flat side at y = 0."""
    sign = -1 if upper else 1
    points = []
    for step in range(121):
        angle = math.pi * step / 120
        x = math.copysign(abs(math.cos(angle)) ** (2 / power), math.cos(angle)) * width / 2
        points.append((x, sign * math.sin(angle) ** (2 / power) * height))
    return points


def ruffle(width: float, height: float, rng: random.Random) -> list[tuple[float, float]]:
    """The foot of a shell: a thin band with an uneven, frilly edge, around the origin."""

    def edge(step: int, direction: int, frill: float) -> tuple[float, float]:
        share = step / 45 - 1
        rounded = math.sqrt(1 - abs(share) ** 10)
        return direction * share * width / 2, -direction * rounded * height / 2 * (1 + frill * rng.random())

    return [edge(step, 1, 0.35) for step in range(91)] + [edge(step, -1, 0.55) for step in range(91)]


def speckle(canvas: Image.Image, mask: Image.Image, colour: Colour, rng: random.Random, count: int) -> None:
    """Seeds, zest or crumbs on a shell."""
    layer = Image.new("L", canvas.size, 0)
    draw = ImageDraw.Draw(layer)
    box = mask.getbbox() or (0, 0, 1, 1)
    for _ in range(count):
        x, y = rng.uniform(box[0], box[2]), rng.uniform(box[1], box[3])
        radius = rng.uniform(0.5, 1.0) * (box[2] - box[0]) / 130
        draw.ellipse((x - radius * 1.5, y - radius, x + radius * 1.5, y + radius), fill=rng.randint(90, 190))
    canvas.paste(Image.new("RGB", canvas.size, colour), mask=ImageChops.multiply(layer, mask))


def side_view(flavour: Flavour, width: int, rng: random.Random) -> Image.Image:
    """One macaron seen from the side, on a transparent square of `width` × 1.5."""
    size = (int(width * 1.5), int(width * 1.1))
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    shell, filling = rgb(flavour.shell), rgb(flavour.filling)
    middle_x, middle_y = size[0] / 2, size[1] / 2
    band, thick, foot = width * 0.08, width * 0.245, width * 0.1

    def lay(points: Sequence[tuple[float, float]], dy: float, fill: Image.Image | Colour, specks: int = 0) -> None:
        mask = blob(size, [(x + middle_x, y + middle_y + dy) for x, y in points])
        layer = fill.resize(size) if isinstance(fill, Image.Image) else Image.new("RGB", size, fill)
        if specks and flavour.specks:
            speckle(layer, mask, rgb(flavour.specks), rng, specks)
        picture.paste(layer, mask=mask)

    lit = gradient(size, shade(shell, 0.45), shade(shell, -0.12), (0.36, 0.16), 0.62)
    low = gradient(size, shade(shell, 0.08), shade(shell, -0.3), (0.38, 0.45), 0.5)
    lay(dome(width * 0.98, thick, upper=False), band * 0.9, low, 26)
    lay(ruffle(width * 1.0, foot, rng), band * 0.95, shade(shell, 0.16))
    lay(ruffle(width * 0.96, foot * 0.3, rng), band * 1.25, shade(shell, -0.16))
    lay([(x, y) for x, y in ruffle(width * 0.93, band * 1.5, rng)], 0, filling)
    lay(ruffle(width * 0.9, band * 0.35, rng), band * 0.5, shade(filling, -0.14))
    lay(ruffle(width * 1.0, foot, rng), -band * 0.95, shade(shell, 0.2))
    lay(ruffle(width * 0.95, foot * 0.28, rng), -band * 0.62, shade(shell, -0.14))
    lay(dome(width, thick, upper=True), -band * 1.15, lit, 46)
    return glint(picture, (middle_x - width * 0.2, middle_y - thick * 0.95), width * 0.2)


def glint(picture: Image.Image, at: tuple[float, float], reach: float) -> Image.Image:
    """A soft light on the upper left of a shell."""
    layer = Image.new("L", picture.size, 0)
    ImageDraw.Draw(layer).ellipse((at[0] - reach, at[1] - reach * 0.28, at[0] + reach, at[1] + reach * 0.28), fill=120)
    layer = layer.filter(ImageFilter.GaussianBlur(reach * 0.22)).rotate(9, center=at)
    white = Image.new("RGBA", picture.size, (255, 252, 244, 0))
    white.putalpha(ImageChops.multiply(layer, picture.getchannel("A")))
    return Image.alpha_composite(picture, white)


def top_view(flavour: Flavour, width: int, rng: random.Random) -> Image.Image:
    """One macaron seen from above."""
    size = (int(width * 1.2), int(width * 1.2))
    picture = Image.new("RGBA", size, (0, 0, 0, 0))
    shell, middle = rgb(flavour.shell), size[0] / 2
    rim = [
        (middle + math.cos(a) * r, middle + math.sin(a) * r)
        for a, r in ((math.tau * i / 140, width * (0.492 + 0.014 * rng.random())) for i in range(140))
    ]
    picture.paste(Image.new("RGB", size, shade(shell, 0.22)), mask=blob(size, rim))
    mask = Image.new("L", size, 0)
    reach = width * 0.455
    ImageDraw.Draw(mask).ellipse((middle - reach, middle - reach, middle + reach, middle + reach), fill=255)
    face = gradient(size, shade(shell, 0.4), shade(shell, -0.15), (0.36, 0.3), 0.62)
    if flavour.specks:
        speckle(face, mask, rgb(flavour.specks), rng, 70)
    picture.paste(face, mask=mask)
    return glint(picture, (middle - width * 0.16, middle - width * 0.22), width * 0.17)


def put(
    canvas: Image.Image, sprite: Image.Image, x: float, y: float, *, turn: float = 0, shadow: tuple[float, float] = (0.02, 0.05)
) -> None:
    """Lay a sprite with its centre at (x, y), turned by degrees, with one soft shadow below it."""
    if turn:
        sprite = sprite.rotate(turn, resample=Image.Resampling.BICUBIC, expand=True)
    left, top = int(x - sprite.width / 2), int(y - sprite.height / 2)
    dark = Image.new("L", canvas.size, 0)
    dx, dy = shadow[0] * sprite.width, shadow[1] * sprite.width
    dark.paste(sprite.getchannel("A"), (int(left + dx), int(top + dy)))
    dark = dark.filter(ImageFilter.GaussianBlur(sprite.width * 0.035)).point(lambda v: int(v * 0.3))
    canvas.paste(Image.new("RGB", canvas.size, (58, 30, 40)), mask=dark)
    canvas.paste(sprite, (left, top), sprite)


def table(canvas: Image.Image, ground: tuple[str, str], at: float) -> None:
    """A backdrop with a disc of light, and a table's edge at the share `at` of the height."""
    back, front = rgb(ground[0]), rgb(ground[1])
    width, height = canvas.size
    canvas.paste(gradient(canvas.size, shade(back, 0.35), back, (0.38, 0.28), 0.9))
    if at < 1:
        canvas.paste(gradient((width, height - int(height * at)), shade(front, 0.12), front, (0.4, 0.1), 0.9), (0, int(height * at)))


def lone(canvas: Image.Image, flavours: Sequence[Flavour], rng: random.Random) -> None:
    """One large macaron on a table."""
    width, height = canvas.size
    reach = min(width * 0.56, height * 0.74)
    put(canvas, side_view(flavours[0], int(reach), rng), width * 0.5, height * 0.6, turn=rng.uniform(-5, 5), shadow=(0.0, 0.06))


def pair(canvas: Image.Image, flavours: Sequence[Flavour], rng: random.Random) -> None:
    """One lying, one leaning on it."""
    width, height = canvas.size
    reach = min(width * 0.44, height * 0.62)
    put(canvas, side_view(flavours[1 % len(flavours)], int(reach), rng), width * 0.62, height * 0.52, turn=58, shadow=(0.0, 0.05))
    put(canvas, side_view(flavours[0], int(reach), rng), width * 0.4, height * 0.66, turn=-3, shadow=(0.0, 0.05))


def tower(canvas: Image.Image, flavours: Sequence[Flavour], rng: random.Random) -> None:
    """A stack, a little crooked."""
    width, height = canvas.size
    count = in_a_stack(canvas.size)
    reach = min(width * 0.5, height * 0.82 / (count * 0.58))
    for place in range(count):
        sprite = side_view(flavours[place % len(flavours)], int(reach), rng)
        x = width * 0.5 + rng.uniform(-0.04, 0.04) * reach
        put(canvas, sprite, x, height * 0.92 - reach * 0.32 - place * reach * 0.58, turn=rng.uniform(-3, 3), shadow=(0.0, 0.03))


def row(canvas: Image.Image, flavours: Sequence[Flavour], rng: random.Random) -> None:
    """Standing on edge, one behind the other, as in a shop's tray."""
    width, height = canvas.size
    count = in_a_row(canvas.size)
    reach = min(height * 0.56, width / count * 1.5)
    for place in range(count):
        x = width * (place + 0.75) / (count + 0.5)
        put(
            canvas,
            side_view(flavours[place % len(flavours)], int(reach), rng),
            x,
            height * 0.56,
            turn=82 + rng.uniform(-4, 4),
            shadow=(0.03, 0.03),
        )


def box(canvas: Image.Image, flavours: Sequence[Flavour], rng: random.Random) -> None:
    """An open box from above, filled in rows."""
    width, height = canvas.size
    side = min(width, height) * 0.82
    left, top = (width - side) / 2, (height - side) / 2
    lid = Image.new("RGBA", (int(side), int(side)), (0, 0, 0, 0))
    draw = ImageDraw.Draw(lid)
    draw.rounded_rectangle((0, 0, side - 1, side - 1), radius=side * 0.04, fill="#6f8bd8")
    draw.rounded_rectangle((side * 0.03, side * 0.03, side * 0.97, side * 0.97), radius=side * 0.025, fill="#fbf6ec")
    put(canvas, lid, width / 2, height / 2)
    cells = 4
    step = side * 0.92 / cells
    for place in range(cells * cells):
        x = left + side * 0.04 + step * (place % cells + 0.5)
        y = top + side * 0.04 + step * (place // cells + 0.5)
        put(canvas, top_view(flavours[(place // cells * 2 + place) % len(flavours)], int(step * 0.9), rng), x, y)


def scatter(canvas: Image.Image, flavours: Sequence[Flavour], rng: random.Random) -> None:
    """Seen from above, loosely strewn on a cloth; none hides another."""
    width, height = canvas.size
    reach = math.sqrt(width * height) * 0.21
    places: list[tuple[float, float]] = []
    for _ in range(4000):
        x, y = rng.uniform(-0.02, 1.02) * width, rng.uniform(-0.02, 1.02) * height
        if all(math.hypot(x - a, y - b) > reach * 1.12 for a, b in places):
            places.append((x, y))
    for number, (x, y) in enumerate(places):
        put(canvas, top_view(flavours[number % len(flavours)], int(reach), rng), x, y)


SCENES: dict[str, tuple[Scene, float]] = {
    "lone": (lone, 0.72),
    "pair": (pair, 0.74),
    "tower": (tower, 0.8),
    "row": (row, 0.76),
    "box": (box, 1),
    "scatter": (scatter, 1),
}


def ground_of(seed: str) -> int:
    """Which of GROUNDS a picture without a given one gets."""
    return random.Random(seed).randrange(len(GROUNDS))


def in_a_row(size: tuple[int, int]) -> int:
    """How many stand in a row of this picture."""
    return max(4, min(7, round(size[0] / size[1] * 4)))


def in_a_stack(size: tuple[int, int]) -> int:
    """How many lie on each other in a stack of this picture."""
    return 4 if size[1] >= size[0] else 3


def draw(scene: str, flavours: Sequence[str], size: tuple[int, int], seed: str, ground: int | None = None) -> Image.Image:
    """One picture: a scene of SCENES with flavours of FLAVOURS, `size` in pixels, on GROUNDS[ground]."""
    rng = random.Random(seed)
    canvas = Image.new("RGB", (size[0] * SCALE, size[1] * SCALE))
    compose, edge = SCENES[scene]
    table(canvas, GROUNDS[rng.randrange(len(GROUNDS)) if ground is None else ground], edge)
    compose(canvas, [FLAVOURS[name] for name in flavours], rng)
    return canvas.resize(size, Image.Resampling.LANCZOS)

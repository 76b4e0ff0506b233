"""The picture of a programme that has none: an invented landscape, the same one every time, without any text in it.

The title is set over it by the page, in the fonts and line breaks of its language.
"""

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.kit.drawing import scenery, towns
from marketplace.kit.drawing.dice import Dice
from marketplace.kit.drawing.shapes import rect

POSTER, STILL = (200, 300), (900, 320)


@dataclass(frozen=True)
class Palette:
    """Colours of one time of day: sky from top to horizon, the light in it, and land from far to near."""

    sky: tuple[str, str, str]
    light: str
    land: tuple[str, str, str]
    spark: str


PALETTES = (
    Palette(("#1d1442", "#8d3f73", "#f6a95c"), "#ffe2a3", ("#6b3564", "#3d2150", "#191030"), "#ffc76b"),
    Palette(("#0b1640", "#2b3f86", "#7d7fc4"), "#f5e9d0", ("#334487", "#1b2560", "#0a0f33"), "#ffd98a"),
    Palette(("#0f3b44", "#2f7d74", "#bfe0b5"), "#fff3cf", ("#2c7a6c", "#175148", "#082c2a"), "#ffe08f"),
    Palette(("#8fb9d6", "#c6dcea", "#f3ead9"), "#fffaf0", ("#7fa3bb", "#3f6c8b", "#173a55"), "#e4572e"),
    Palette(("#30103f", "#8a1f55", "#f2616b"), "#ffd5a0", ("#7a1f53", "#4a1345", "#22082a"), "#ffd166"),
    Palette(("#06283d", "#1363a0", "#59b3e6"), "#e9fbff", ("#2a86bd", "#0f568a", "#052b4d"), "#ffd76e"),
    Palette(("#241a12", "#8a4a1f", "#f0b45a"), "#fff0c4", ("#7d4a24", "#4d2c17", "#21130b"), "#ffd98a"),
    Palette(("#11202c", "#33505f", "#8aa6a8"), "#e8efe6", ("#43626b", "#243d48", "#0e1e27"), "#f26b4e"),
    Palette(("#3a2a6b", "#b06aa8", "#ffc9b0"), "#fff4e0", ("#7c5aa0", "#4a3a7d", "#211a4a"), "#fff0a8"),
    Palette(("#04110f", "#0f3a31", "#3f8a5d"), "#eaf7c9", ("#1f5e45", "#0f3a2c", "#041a14"), "#f7d774"),
)
Scene = Callable[[Dice, Palette, int, int], str]
SCENES: tuple[Scene, ...] = (
    scenery.sea,
    scenery.hills,
    towns.planet,
    towns.skyline,
    towns.rain,
    towns.lanterns,
    towns.river_houses,
    scenery.karst,
    scenery.bamboo,
    scenery.terraces,
)


def landscape(name: str, size: tuple[int, int] = POSTER) -> str:
    """The landscape of `name` as an SVG document: deterministic, without text, scripts or anything from elsewhere."""
    dice = Dice(name)
    palette, scene = dice.one_of(PALETTES), dice.one_of(SCENES)
    width, height = size
    shade = rect(0, height * 0.55, width, height * 0.45, "url(#n)")  # so that the title can be read on every landscape
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" preserveAspectRatio="xMidYMid slice">'
        f"<defs>{gradients(palette)}</defs>{rect(0, 0, width, height, 'url(#s)')}"
        f"{scene(dice, palette, width, height)}{shade}</svg>"
    )


def gradients(palette: Palette) -> str:
    """s = sky, h = glow of the light, n = night from below, m = mist, w = water."""
    top, middle, bottom = palette.sky
    land, light = palette.land, palette.light
    glow = stop(0, light, 0.85) + stop(0.35, light, 0.28) + stop(1, light, 0)
    return (
        fade("s", stop(0, top) + stop(0.45, middle) + stop(0.85, bottom))
        + fade("n", stop(0, land[2], 0) + stop(1, land[2], 0.95))
        + fade("m", stop(0, bottom, 0) + stop(1, bottom))
        + fade("w", stop(0, land[0]) + stop(1, land[2]))
        + f'<radialGradient id="h">{glow}</radialGradient>'
    )


def stop(at: float, colour: str, see: float = 1) -> str:
    return f'<stop offset="{at:g}" stop-color="{colour}" stop-opacity="{see:g}"/>'


def fade(name: str, stops: str) -> str:
    """A gradient from top to bottom."""
    return f'<linearGradient id="{name}" x2="0" y2="1">{stops}</linearGradient>'

"""Land and sea as SVG shapes. Each takes the dice, the palette and the size, and leaves the lower third calm."""

import math
from typing import TYPE_CHECKING

from marketplace.kit.drawing.dice import Dice
from marketplace.kit.drawing.shapes import boat, disc, palm, path, rect, ridge, stroke

if TYPE_CHECKING:
    from marketplace.kit.drawing.poster import Palette


def sun(
    dice: Dice, palette: "Palette", width: int, height: int, *, low: float, high: float
) -> tuple[str, float, float]:
    """A light with its glow; returns the shapes and where it stands."""
    x, y = dice.between(width * 0.3, width * 0.7), dice.between(height * low, height * high)
    radius = dice.between(height * 0.07, height * 0.12)
    return disc(x, y, radius * 3.4, "url(#h)") + disc(x, y, radius, palette.light), x, y


def water(dice: Dice, palette: "Palette", width: int, height: int, x: float) -> str:
    """The sea from the horizon down, with the light's path on it."""
    horizon = height * 0.6
    shapes = [rect(0, horizon, width, height - horizon, "url(#w)")]
    for index in range(11):
        y, reach = horizon + 4 + index * index * 1.1, dice.between(8, 15 + index * 5)
        shapes.append(rect(x - reach / 2 + dice.between(-4, 4), y, reach, 1.6, palette.light, 0.7 - index * 0.055))
    return "".join(shapes)


def sea(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """A sail before a low sun."""
    light, x, _y = sun(dice, palette, width, height, low=0.36, high=0.52)
    far = ridge(dice, width, height, height * 0.58, 10, palette.land[0], 0.6)
    ship = boat(
        x + dice.between(-width * 0.2, width * 0.2),
        height * 0.66,
        dice.between(0.9, 1.3),
        palette.light,
        palette.land[2],
        palette.spark,
    )
    return light + far + water(dice, palette, width, height, x) + ship + waves(dice, palette, width, height)


def waves(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Three rows of near waves."""
    return "".join(
        ridge(dice, width, height, height * (0.74 + row * 0.09), 5 + row * 2, palette.land[min(row, 2)], 0.75, step=14)
        for row in range(3)
    )


def hills(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Ridges, one behind the other, with birds."""
    light, _x, _y = sun(dice, palette, width, height, low=0.2, high=0.36)
    layers = [
        (0.48, 26, palette.land[0], 0.45),
        (0.56, 30, palette.land[0], 0.85),
        (0.66, 26, palette.land[1], 0.95),
        (0.78, 20, palette.land[2], 1),
    ]
    return (
        light
        + birds(dice, palette, width, height)
        + "".join(ridge(dice, width, height, height * at, swing, fill, see) for at, swing, fill, see in layers)
    )


def birds(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """A small flock."""
    marks = []
    for _index in range(5):
        x, y = dice.between(width * 0.15, width * 0.8), dice.between(height * 0.12, height * 0.34)
        span = dice.between(3, 6)
        marks.append(f"M{x} {y}q{span} -{span} {span} 0q{span * 0.3:g} -{span} {span} 0")
    return stroke("".join(marks), palette.land[2], 1.2)


def karst(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Steep peaks in the mist over still water."""
    light, x, _y = sun(dice, palette, width, height, low=0.18, high=0.3)
    shapes = [light]
    for depth, fill in enumerate(palette.land):
        base, spot = height * (0.6 + depth * 0.05), -dice.between(10, 50)
        while spot < width:
            wide, tall = dice.between(34, 64), dice.between(60, 130) * (1 - depth * 0.25)
            shapes.append(path(peak(spot, base, wide, tall), fill, 0.55 + depth * 0.2))
            spot += wide * dice.between(0.6, 1.3 + depth)
        shapes.append(rect(0, base - 34, width, 36, "url(#m)", 0.5))
    lake = rect(0, height * 0.7, width, height * 0.3, "url(#w)")
    return "".join(shapes) + lake + boat(x, height * 0.76, 0.7, palette.light, palette.land[2], palette.spark)


def peak(x: float, base: float, wide: float, tall: float) -> str:
    """The outline of a steep rock with a round top."""
    top = base - tall
    rise = f"C{x + wide * 0.22:g} {base - tall * 0.5:g} {x + wide * 0.2:g} {top:g} {x + wide * 0.5:g} {top:g}"
    return f"M{x} {base:g}{rise}S{x + wide * 0.8:g} {base - tall * 0.4:g} {x + wide:g} {base:g}z"


def bamboo(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Stems in a grove, light between them."""
    light, _x, _y = sun(dice, palette, width, height, low=0.25, high=0.45)
    shapes = [light]
    for depth, fill in enumerate(palette.land):
        for _index in range(round(width / 34)):
            x, wide = dice.between(0, width), 3 + depth * 2.4
            shapes.append(rect(x, 0, wide, height, fill, 0.6 + depth * 0.2))
            shapes += [
                rect(x - 0.8, joint, wide + 1.6, 1.4, palette.light, 0.25)
                for joint in range(int(dice.between(8, 40)), height, 44)
            ]
            shapes += [leaf(x + wide / 2, dice.between(10, height * 0.7), dice, fill) for _leaf in range(3)]
    return "".join(shapes)


def leaf(x: float, y: float, dice: Dice, fill: str) -> str:
    long, drop = dice.between(14, 30) * (1 if dice.chance(0.5) else -1), dice.between(2, 16)
    there, back = f"q{long / 2:g} {drop - 9:g} {long:g} {drop}", f"q{-long / 2:g} {2 - drop / 4:g} {-long:g} {-drop}"
    return path(f"M{x:g} {y}{there}{back}z", fill)


def terraces(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Rice terraces: bent bands of water that hold the sky."""
    light, x, _y = sun(dice, palette, width, height, low=0.16, high=0.28)
    far = ridge(dice, width, height, height * 0.4, 34, palette.land[0], 0.6)
    shapes, swing = [light, far], dice.between(10, 22)
    for band in range(9):
        y = height * 0.44 + band * (9 + band * 2.2)
        bend = swing * math.sin(band * 0.9 + x)
        fill = palette.land[1] if band % 2 else palette.sky[2]
        edge = f"M0 {y:g}C{width * 0.3:g} {y - bend:g} {width * 0.6:g} {y + bend:g} {width} {y - bend / 2:g}"
        shapes.append(path(f"{edge}V{height}H0z", fill, 0.92))
    return "".join(shapes) + palm(
        dice.between(width * 0.1, width * 0.9), height * 0.7, dice.between(60, 84), palette.land[2]
    )

"""Landscapes as SVG shapes. Each takes the dice, the palette and the size, and leaves the lower third calm."""

import math
from typing import TYPE_CHECKING

from marketplace.kit.drawing.dice import Dice
from marketplace.kit.drawing.shapes import boat, disc, ellipse, houses, line, palm, polygon, rect, ridge, stars, towers

if TYPE_CHECKING:
    from marketplace.kit.drawing.poster import Palette


def sun(dice: Dice, palette: "Palette", width: int, height: int, *, low: float, high: float) -> tuple[str, float, float]:
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
    ship = boat(x + dice.between(-width * 0.2, width * 0.2), height * 0.66, dice.between(0.9, 1.3), palette.light, palette.land[2], palette.spark)
    return light + far + water(dice, palette, width, height, x) + ship + waves(dice, palette, width, height)


def waves(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Three rows of near waves."""
    return "".join(
        ridge(dice, width, height, height * (0.74 + row * 0.09), 5 + row * 2, palette.land[min(row, 2)], 0.75, step=14) for row in range(3)
    )


def hills(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Ridges, one behind the other, with birds."""
    light, _x, _y = sun(dice, palette, width, height, low=0.2, high=0.36)
    layers = [(0.48, 26, palette.land[0], 0.45), (0.56, 30, palette.land[0], 0.85), (0.66, 26, palette.land[1], 0.95), (0.78, 20, palette.land[2], 1)]
    return light + birds(dice, palette, width, height) + "".join(ridge(dice, width, height, height * at, swing, fill, see) for at, swing, fill, see in layers)


def birds(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """A small flock."""
    shapes = []
    for _index in range(5):
        x, y, span = dice.between(width * 0.15, width * 0.8), dice.between(height * 0.12, height * 0.34), dice.between(3, 6)
        shapes.append(f'<path d="M{x} {y}q{span} -{span} {span} 0q{span * 0.3:g} -{span} {span} 0" fill="none" stroke="{palette.land[2]}" stroke-width="1.2"/>')
    return "".join(shapes)


def planet(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """A ringed planet over a small town."""
    x, y, radius = dice.between(width * 0.35, width * 0.65), dice.between(height * 0.24, height * 0.36), dice.between(34, 46)
    tilt = dice.between(-24, -8)
    ring = f'<g transform="rotate({tilt} {x} {y})">{{}}</g>'
    back = ring.format(ellipse(x, y, radius * 1.75, radius * 0.34, "none", palette.light, 1.6))
    # The part of the ring before the planet: only the lower half of the same ellipse.
    front = ring.format(
        f'<path d="M{x - radius * 1.75:g} {y}a{radius * 1.75:g} {radius * 0.34:g} 0 0 0 {radius * 3.5:g} 0" fill="none" stroke="{palette.light}" stroke-width="1.6"/>'
    )
    body = disc(x, y, radius * 2, "url(#h)") + back + disc(x, y, radius, palette.sky[2])
    bands = "".join(rect(x - radius * 0.9, y - radius * 0.5 + band * radius * 0.36, radius * 1.8, radius * 0.1, palette.light, 0.25) for band in range(3))
    clip = f'<clipPath id="c"><circle cx="{x}" cy="{y}" r="{radius}"/></clipPath><g clip-path="url(#c)">{bands}{disc(x - radius * 0.5, y + radius * 0.5, radius * 1.1, palette.land[2], 0.35)}</g>'
    return stars(dice, width, height * 0.6, palette.light) + body + clip + front + towers(dice, width, height, 0.62, palette.land[2], palette.spark)


def skyline(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Two rows of towers at night, some windows lit."""
    light, _x, _y = sun(dice, palette, width, height, low=0.18, high=0.34)
    far = towers(dice, width, height, 0.42, palette.land[0], "", 0.7)
    middle = towers(dice, width, height, 0.54, palette.land[1], palette.spark)
    return stars(dice, width, height * 0.4, palette.light) + light + far + middle + towers(dice, width, height, 0.7, palette.land[2], palette.spark)


def rain(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """An umbrella in the rain, before the lights of a street."""
    town = towers(dice, width, height, 0.4, palette.land[0], palette.spark, 0.8) + towers(dice, width, height, 0.52, palette.land[1], palette.spark, 0.9)
    ground = rect(0, height * 0.8, width, height * 0.2, palette.land[2])
    drops = []
    for _index in range(width // 4):
        x, y, long = dice.between(-20, width), dice.between(0, height), dice.between(8, 20)
        drops.append(line(x, y, x - long * 0.25, y + long, palette.light, 0.8, 0.35))
    x, y = dice.between(width * 0.38, width * 0.62), height * 0.66
    return town + ground + umbrella(x, y, palette) + "".join(drops)


def umbrella(x: float, y: float, palette: "Palette") -> str:
    """Somebody under an umbrella, seen from behind."""
    dome = f'<path d="M{x - 30:g} {y}a30 30 0 0 1 60 0q-7.5 -6 -15 0q-7.5 -6 -15 0q-7.5 -6 -15 0q-7.5 -6 -15 0z" fill="{palette.spark}"/>'
    body = f'<path d="M{x - 9:g} {y + 44:g}q-2 -34 9 -38q11 4 9 38z" fill="{palette.land[2]}"/>'
    return line(x, y - 32, x, y + 20, palette.land[2], 1.6, 1) + body + disc(x, y + 3, 5.5, palette.land[2]) + dome


def lanterns(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Strings of lanterns over the roofs of a night market."""
    shapes = [stars(dice, width, height * 0.3, palette.light)]
    for row in range(4):
        start, end, sag = height * (0.08 + row * 0.1), height * (0.06 + row * 0.11), dice.between(18, 34)
        shapes.append(f'<path d="M0 {start:g}Q{width / 2} {start + sag * 2:g} {width} {end:g}" fill="none" stroke="{palette.light}" stroke-opacity=".5"/>')
        for index in range(1, width // 22):
            share = index * 22 / width
            y = (1 - share) ** 2 * start + 2 * share * (1 - share) * (start + sag * 2) + share**2 * end
            fill = palette.spark if (index + row) % 3 else palette.light
            shapes.append(disc(index * 22, y + 5, 11, "url(#h)", 0.55) + ellipse(index * 22, y + 5, 3.4, 4.4, fill))
    return "".join(shapes) + stalls(dice, palette, width, height)


def stalls(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Awnings with light below them."""
    shapes, x, base = [], -dice.between(0, 20), height * 0.84
    while x < width:
        wide, top = dice.between(40, 56), dice.between(height * 0.62, height * 0.68)
        shapes.append(rect(x + 4, top + 12, wide - 8, base - top, palette.land[1]) + rect(x + 9, top + 18, wide - 18, 13, palette.spark, 0.85))
        shapes.append(polygon([(x, top + 14), (x + 8, top), (x + wide - 8, top), (x + wide, top + 14)], dice.one_of([palette.spark, palette.sky[1], palette.light])))
        x += wide + dice.between(3, 9)
    return "".join(shapes) + rect(0, base, width, height - base, palette.land[2])


def river_houses(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Shophouses on a river at dusk, mirrored in it."""
    light, x, _y = sun(dice, palette, width, height, low=0.3, high=0.44)
    river = rect(0, height * 0.62, width, height * 0.38, "url(#w)")
    row = houses(dice, width, height * 0.62, palette.land[2], palette.spark)
    mirror = f'<g transform="translate(0 {height * 1.24:g}) scale(1 -1)" opacity=".28">{row}</g>'
    ripples = "".join(rect(x + dice.between(-40, 40), height * 0.64 + step * 7, dice.between(14, 46), 1.3, palette.light, 0.4) for step in range(8))
    trees = palm(dice.between(6, 26), height * 0.62, dice.between(70, 92), palette.land[2]) + palm(width - dice.between(8, 28), height * 0.62, dice.between(80, 110), palette.land[2])
    back = ridge(dice, width, height, height * 0.56, 16, palette.land[0], 0.6)
    return light + back + river + row + mirror + ripples + trees


def karst(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Steep peaks in the mist over still water."""
    light, x, _y = sun(dice, palette, width, height, low=0.18, high=0.3)
    shapes = [light]
    for depth, fill in enumerate(palette.land):
        base, spot = height * (0.6 + depth * 0.05), -dice.between(10, 50)
        while spot < width:
            wide, tall = dice.between(34, 64), dice.between(60, 130) * (1 - depth * 0.25)
            shapes.append(f'<path d="M{spot} {base:g}C{spot + wide * 0.22:g} {base - tall * 0.5:g} {spot + wide * 0.2:g} {base - tall:g} {spot + wide * 0.5:g} {base - tall:g}S{spot + wide * 0.8:g} {base - tall * 0.4:g} {spot + wide:g} {base:g}z" fill="{fill}" fill-opacity="{0.55 + depth * 0.2:g}"/>')
            spot += wide * dice.between(0.6, 1.3 + depth)
        shapes.append(rect(0, base - 16, width, 18, palette.sky[2], 0.22))
    lake = rect(0, height * 0.7, width, height * 0.3, "url(#w)")
    return "".join(shapes) + lake + boat(x, height * 0.76, 0.7, palette.light, palette.land[2], palette.spark)


def bamboo(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Stems in a grove, light between them."""
    light, _x, _y = sun(dice, palette, width, height, low=0.25, high=0.45)
    shapes = [light]
    for depth, fill in enumerate(palette.land):
        for _index in range(round(width / 34)):
            x, wide = dice.between(0, width), 3 + depth * 2.4
            shapes.append(rect(x, 0, wide, height, fill, 0.6 + depth * 0.2))
            shapes += [rect(x - 0.8, joint, wide + 1.6, 1.4, palette.light, 0.25) for joint in range(int(dice.between(8, 40)), height, 44)]
            shapes += [leaf(x + wide / 2, dice.between(10, height * 0.7), dice, fill) for _leaf in range(3)]
    return "".join(shapes)


def leaf(x: float, y: float, dice: Dice, fill: str) -> str:
    long, drop = dice.between(14, 30) * (1 if dice.chance(0.5) else -1), dice.between(2, 16)
    return f'<path d="M{x:g} {y}q{long / 2:g} {drop - 9:g} {long:g} {drop}q{-long / 2:g} {2 - drop / 4:g} {-long:g} {-drop}z" fill="{fill}"/>'


def terraces(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Rice terraces: bent bands of water that hold the sky."""
    light, x, _y = sun(dice, palette, width, height, low=0.16, high=0.28)
    far = ridge(dice, width, height, height * 0.4, 34, palette.land[0], 0.6)
    shapes, swing = [light, far], dice.between(10, 22)
    for band in range(9):
        y = height * 0.44 + band * (9 + band * 2.2)
        bend = swing * math.sin(band * 0.9 + x)
        fill = palette.land[1] if band % 2 else palette.sky[2]
        shapes.append(f'<path d="M0 {y:g}C{width * 0.3:g} {y - bend:g} {width * 0.6:g} {y + bend:g} {width} {y - bend / 2:g}V{height}H0z" fill="{fill}" fill-opacity=".92"/>')
    return "".join(shapes) + palm(dice.between(width * 0.1, width * 0.9), height * 0.7, dice.between(60, 84), palette.land[2])

"""Towns as SVG shapes. Each takes the dice, the palette and the size, and leaves the lower third calm."""

from typing import TYPE_CHECKING

from marketplace.kit.drawing.dice import Dice
from marketplace.kit.drawing.scenery import sun
from marketplace.kit.drawing.shapes import (
    disc,
    ellipse,
    houses,
    palm,
    path,
    polygon,
    rect,
    ridge,
    stars,
    stroke,
    towers,
)

if TYPE_CHECKING:
    from marketplace.kit.drawing.poster import Palette


def planet(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """A ringed planet over a small town."""
    x, y = dice.between(width * 0.35, width * 0.65), dice.between(height * 0.24, height * 0.36)
    town = towers(dice, width, height, 0.62, palette.land[2], palette.spark)
    return stars(dice, width, height * 0.6, palette.light) + ringed(dice, palette, x, y, dice.between(34, 46)) + town


def ringed(dice: Dice, palette: "Palette", x: float, y: float, radius: float) -> str:
    """The planet: a body with bands and shade, its ring before and behind it."""
    ring = f'<g transform="rotate({dice.between(-24, -8)} {x} {y})">{{}}</g>'
    wide, flat = radius * 1.75, radius * 0.34
    back = ring.format(ellipse(x, y, wide, flat, "none", palette.light, 1.6))
    # Only the lower half of the same ellipse passes before the planet.
    front = ring.format(stroke(f"M{x - wide:g} {y}a{wide:g} {flat:g} 0 0 0 {wide * 2:g} 0", palette.light, 1.6))
    left, top = x - radius * 0.9, y - radius * 0.5
    bands = "".join(
        rect(left, top + n * radius * 0.36, radius * 1.8, radius * 0.1, palette.light, 0.25) for n in range(3)
    )
    shade = disc(x - radius * 0.5, y + radius * 0.5, radius * 1.1, palette.land[2], 0.35)
    clip = f'<clipPath id="c"><circle cx="{x}" cy="{y}" r="{radius}"/></clipPath>'
    body = disc(x, y, radius * 2, "url(#h)") + back + disc(x, y, radius, palette.sky[2])
    return f'{body}{clip}<g clip-path="url(#c)">{bands}{shade}</g>{front}'


def skyline(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Two rows of towers at night, some windows lit."""
    light, _x, _y = sun(dice, palette, width, height, low=0.18, high=0.34)
    far = towers(dice, width, height, 0.42, palette.land[0], "", 0.7)
    middle = towers(dice, width, height, 0.54, palette.land[1], palette.spark)
    return (
        stars(dice, width, height * 0.4, palette.light)
        + light
        + far
        + middle
        + towers(dice, width, height, 0.7, palette.land[2], palette.spark)
    )


def rain(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """An umbrella in the rain, before the lights of a street."""
    town = towers(dice, width, height, 0.4, palette.land[0], palette.spark, 0.8) + towers(
        dice, width, height, 0.52, palette.land[1], palette.spark, 0.9
    )
    ground = rect(0, height * 0.8, width, height * 0.2, palette.land[2])
    drops = []
    for _index in range(width // 4):
        x, y, long = dice.between(-20, width), dice.between(0, height), dice.between(8, 20)
        drops.append(f"M{x} {y}l{-long * 0.25:.1f} {long}")
    strokes = stroke("".join(drops), palette.light, 0.8, 0.35)
    x, y = dice.between(width * 0.38, width * 0.62), height * 0.66
    return town + ground + umbrella(x, y, palette) + strokes


def umbrella(x: float, y: float, palette: "Palette") -> str:
    """Somebody under an umbrella, seen from behind."""
    dome = path(f"M{x - 30:g} {y}a30 30 0 0 1 60 0" + "q-7.5 -6 -15 0" * 4 + "z", palette.spark)
    body = path(f"M{x - 9:g} {y + 44:g}q-2 -34 9 -38q11 4 9 38z", palette.land[2])
    stick = stroke(f"M{x:g} {y - 32:g}V{y + 20:g}", palette.land[2], 1.6)
    return stick + body + disc(x, y + 3, 5.5, palette.land[2]) + dome


def lanterns(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Strings of lanterns over the roofs of a night market."""
    shapes = [stars(dice, width, height * 0.3, palette.light)]
    for row in range(4):
        start, end, sag = height * (0.08 + row * 0.1), height * (0.06 + row * 0.11), dice.between(18, 34)
        cord = f"M0 {start:g}Q{width / 2} {start + sag * 2:g} {width} {end:g}"
        shapes.append(stroke(cord, palette.light, 1, 0.5))
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
        shapes.append(
            rect(x + 4, top + 12, wide - 8, base - top, palette.land[1])
            + rect(x + 9, top + 18, wide - 18, 13, palette.spark, 0.85)
        )
        shapes.append(
            polygon(
                [(x, top + 14), (x + 8, top), (x + wide - 8, top), (x + wide, top + 14)],
                dice.one_of([palette.spark, palette.sky[1], palette.light]),
            )
        )
        x += wide + dice.between(3, 9)
    return "".join(shapes) + rect(0, base, width, height - base, palette.land[2])


def river_houses(dice: Dice, palette: "Palette", width: int, height: int) -> str:
    """Shophouses on a river at dusk, mirrored in it."""
    light, x, _y = sun(dice, palette, width, height, low=0.3, high=0.44)
    river = rect(0, height * 0.62, width, height * 0.38, "url(#w)")
    row = houses(dice, width, height * 0.62, palette.land[2], palette.spark)
    mirror = f'<g transform="translate(0 {height * 1.24:g}) scale(1 -1)" opacity=".28">{row}</g>'
    ripples = "".join(
        rect(x + dice.between(-40, 40), height * 0.64 + step * 7, dice.between(14, 46), 1.3, palette.light, 0.4)
        for step in range(8)
    )
    trees = palm(dice.between(6, 26), height * 0.62, dice.between(70, 92), palette.land[2]) + palm(
        width - dice.between(8, 28), height * 0.62, dice.between(80, 110), palette.land[2]
    )
    back = ridge(dice, width, height, height * 0.56, 16, palette.land[0], 0.6)
    return light + back + river + row + mirror + ripples + trees

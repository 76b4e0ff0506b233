"""The few shapes that landscapes are made of, as SVG text. Numbers are in the picture's units."""

import math
from collections.abc import Sequence

from marketplace.kit.drawing.dice import Dice


def disc(x: float, y: float, radius: float, fill: str, see: float = 1) -> str:
    return f'<circle cx="{x:g}" cy="{y:g}" r="{radius:g}" fill="{fill}"{opacity(see)}/>'


def ellipse(x: float, y: float, rx: float, ry: float, fill: str, stroke: str = "", width: float = 0) -> str:
    pen = f' stroke="{stroke}" stroke-width="{width}"' if stroke else ""
    return f'<ellipse cx="{x:g}" cy="{y:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"{pen}/>'


def rect(x: float, y: float, width: float, height: float, fill: str, see: float = 1) -> str:
    return f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"{opacity(see)}/>'


def path(d: str, fill: str, see: float = 1) -> str:
    return f'<path d="{d}" fill="{fill}"{opacity(see)}/>'


def stroke(d: str, colour: str, width: float, see: float = 1) -> str:
    return f'<path d="{d}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-opacity="{see:g}"/>'


def polygon(points: Sequence[tuple[float, float]], fill: str) -> str:
    return path(f"M{'L'.join(f'{x:g} {y:g}' for x, y in points)}z", fill)


def opacity(see: float) -> str:
    """The attribute, where it says anything."""
    return "" if see >= 1 else f' fill-opacity="{max(see, 0):.2g}"'


def ridge(
    dice: Dice, width: int, height: int, base: float, swing: float, fill: str, see: float, step: float = 34
) -> str:
    """Land from a waving line down to the lower edge."""
    phase, points, x = dice.between(0, 6), [], -step
    while x <= width + 2 * step:
        points.append((x, base + math.sin(x / step + phase) * swing * 0.5 + dice.between(-swing, swing) * 0.45))
        x += step
    start, *others = points
    top = f"M{start[0]:g} {start[1]:.1f}"
    for (x1, y1), (x2, y2) in zip(points, others, strict=False):
        top += f"Q{x1:g} {y1:.1f} {(x1 + x2) / 2:g} {(y1 + y2) / 2:.1f}"
    return path(f"{top}V{height}H-{step:g}z", fill, see)


def stars(dice: Dice, width: float, height: float, fill: str) -> str:
    """About forty points of light, more in a wide picture."""
    count = int(width / 5)
    return "".join(
        disc(dice.between(0, width), dice.between(0, height), dice.between(0.3, 1.1), fill, dice.between(0.3, 0.9))
        for _index in range(count)
    )


def towers(dice: Dice, width: int, height: int, top: float, fill: str, lit: str, see: float = 1) -> str:
    """A row of buildings whose roofs are at about `top` (share of the height)."""
    shapes, x = [], -dice.between(0, 14)
    while x < width:
        wide, roof = dice.between(15, 34), height * top + dice.between(-26, 34)
        shapes.append(rect(x, roof, wide + 0.6, height - roof, fill, see))
        if dice.chance(0.25):
            shapes.append(rect(x + wide / 2 - 0.6, roof - 13, 1.2, 13, fill, see))
        shapes.append(windows(dice, x, roof, wide, height * 0.86, lit) if lit else "")
        x += wide
    return "".join(shapes)


def windows(dice: Dice, x: float, roof: float, wide: float, bottom: float, lit: str) -> str:
    """The lit ones, as one path."""
    spots = [
        (left, y) for y in range(int(roof) + 6, int(bottom), 9) for left in range(int(x) + 4, int(x + wide) - 3, 6)
    ]
    panes = "".join(f"M{left} {y}h2.4v3.6h-2.4z" for left, y in spots if dice.chance(0.3))
    return path(panes, lit, dice.between(0.5, 0.95)) if panes else ""


def houses(dice: Dice, width: int, base: float, fill: str, lit: str) -> str:
    """Gabled houses with lit windows, standing on `base`."""
    shapes, x = [], -dice.between(0, 20)
    while x < width:
        wide, tall = dice.between(26, 44), dice.between(30, 62)
        roof = base - tall
        shapes.append(polygon([(x - 3, roof), (x + wide / 2, roof - dice.between(10, 19)), (x + wide + 3, roof)], fill))
        shapes.append(rect(x, roof, wide, tall, fill))
        spots = [
            (left, y)
            for y in range(int(roof) + 7, int(base) - 8, 13)
            for left in range(int(x) + 5, int(x + wide) - 7, 10)
        ]
        shapes += [rect(left, y, 5, 7, lit, dice.between(0.6, 1)) for left, y in spots if dice.chance(0.6)]
        x += wide + dice.between(-1, 3)
    return "".join(shapes)


def palm(x: float, base: float, tall: float, fill: str) -> str:
    """A palm with a bent stem."""
    lean = tall * 0.12 * (1 if int(tall) % 2 else -1)
    top_x, top_y = x + lean, base - tall
    stem = stroke(f"M{x:g} {base:g}Q{x:g} {base - tall * 0.5:g} {top_x:g} {top_y:g}", fill, 3.4)
    there = f"M{top_x:g} {top_y:g}"
    fronds = "".join(
        f"{there}q{reach * 0.5:g} {rise - 8:g} {reach:g} {rise + 9:g}q{-reach * 0.45:g} -9 {-reach:g} {-rise - 9:g}z"
        for reach, rise in ((30, 0), (25, -13), (22, 12), (-30, 0), (-25, -13), (-22, 12), (7, -18))
    )
    return stem + path(fronds, fill)


def boat(x: float, y: float, scale: float, sail: str, hull: str, flag: str) -> str:
    """A small boat with two sails, its water line at `y`."""
    return (
        f'<g transform="translate({x:g} {y:g}) scale({scale:g})"><path d="M-22 -6H24L16 4H-15z" fill="{hull}"/>'
        f'<path d="M-1 -52V-9H-20Q-14 -34 -1 -52z" fill="{sail}"/><path d="M2 -46Q20 -26 21 -9H2z" fill="{flag}"/>'
        f'<path d="M.5 -58V-6" stroke="{hull}" stroke-width="1.6"/></g>'
    )

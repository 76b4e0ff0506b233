"""A plot of the searches' medians by the number of programmes, both axes by tens. Readable on light and dark pages."""

import math
from collections.abc import Iterable, Mapping

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 150, 28, 48
COLOURS = ("#1f9d8a", "#7fb8ad", "#d1495b", "#e09f3e", "#5b8def")
STYLE = """
  .text { font: 13px system-ui, sans-serif; fill: #333; } .grid { stroke: #0002; } .page { fill: #fff; }
  @media (prefers-color-scheme: dark) { .text { fill: #ddd; } .grid { stroke: #fff3; } .page { fill: #16191d; } }
"""


def svg(lines: Mapping[str, Mapping[int, float]]) -> str:
    """`lines`: {name: {programmes: milliseconds}}."""
    sizes = sorted({size for line in lines.values() for size in line})
    values = [value for line in lines.values() for value in line.values()]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(size: float) -> float:
        first, last = math.log10(sizes[0]), math.log10(sizes[-1])
        return LEFT + (WIDTH - LEFT - RIGHT) * ((math.log10(size) - first) / ((last - first) or 1))

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (math.log10(value) - low) / ((high - low) or 1)

    parts = [f'<rect class="page" width="{WIDTH}" height="{HEIGHT}"/>']
    parts += [rule(10.0**power, y(10.0**power)) for power in range(low, high + 1)]
    parts += [label(x(size), HEIGHT - BOTTOM + 20, short(size), "middle") for size in sizes]
    parts.append(label(LEFT, 16, "median of a search, ms", "start"))
    parts.append(label((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, "programmes", "middle"))
    names = sorted(lines, key=lambda name: -lines[name][max(lines[name])])
    heights = apart([y(lines[name][max(lines[name])]) for name in names])
    for name, height in zip(names, heights, strict=True):
        colour = COLOURS[list(lines).index(name) % len(COLOURS)]
        points = [(x(size), y(value)) for size, value in sorted(lines[name].items())]
        parts.append(f'<polyline fill="none" stroke="{colour}" stroke-width="2" points="{drawn(points)}"/>')
        parts += [f'<circle cx="{px:.1f}" cy="{py:.1f}" r="3.5" fill="{colour}"/>' for px, py in points]
        parts.append(f'<rect x="{WIDTH - RIGHT + 12}" y="{height - 5:.1f}" width="10" height="10" fill="{colour}"/>')
        parts.append(label(WIDTH - RIGHT + 28, height + 4, name, "start"))
    body = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="Median of a search by the number of programmes">\n<style>{STYLE}</style>\n{body}\n</svg>\n'
    )


def apart(heights: Iterable[float], least: float = 17) -> list[float]:
    """Labels from top to bottom, none over another."""
    found: list[float] = []
    for height in heights:
        found.append(max(height, found[-1] + least) if found else height)
    return found


def rule(value: float, height: float) -> str:
    """A line across with its value."""
    line = f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{height:.1f}" y2="{height:.1f}"/>'
    return line + label(LEFT - 8, height + 4, f"{value:g}", "end")


def label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text class="text" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{text}</text>'


def drawn(points: list[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def short(size: float) -> str:
    """10k, 1M."""
    return f"{size / 1e6:g}M" if size >= 1e6 else f"{size / 1e3:g}k"

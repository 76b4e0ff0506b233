"""The style sheets: words can be read, fills can be told apart, and all of it stays small."""

import gzip
import re
from pathlib import Path

import pytest

STYLES = Path(__file__).resolve().parents[2] / "marketplace" / "static" / "ui"
SHEETS = ("tokens", "base", "shell", "ui", "av")
# Without blanks and quotes, which say nothing here.
TOKENS = re.sub(r"""[\s"]""", "", (STYLES / "tokens.css").read_text())
TEXT = [(ink, ground) for ink in ("ink", "ink-2", "ink-3") for ground in ("bg", "surface", "surface-2")] + [
    ("on-accent", "accent"),
    ("accent-ink", "surface"),
    ("accent-ink", "accent-t"),
    ("ink", "accent-t"),
    ("free-ink", "free-t"),
    ("free-ink", "surface"),
    ("hold-ink", "hold-t"),
    ("hold-ink", "surface"),
    ("sold-ink", "sold-t"),
    ("hb-ink", "hb-t"),
    ("bad-ink", "bad-t"),
    ("bad-ink", "surface"),
]
FILLS = ("free", "hold", "sold", "hb", "bad", "accent", "control")


def palette(selector: str) -> dict[str, str]:
    """The colours that a block of tokens sets."""
    block = TOKENS[TOKENS.index(selector) :]
    return dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})", block[: block.index("}")]))


THEMES = {"light": palette(":root,[data-theme=light]"), "dark": palette("[data-theme=dark]")}
THEMES["dark"] = {"on-accent": "#fff"} | THEMES["dark"]


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(2 * digit for digit in colour[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_words_stand_out_from_their_ground(theme: str, ink: str, ground: str) -> None:
    colours = THEMES[theme]
    assert contrast(colours[ink], colours[ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("fill", FILLS)
def test_fills_and_borders_of_controls_stand_out_from_the_surface(theme: str, fill: str) -> None:
    assert contrast(THEMES[theme][fill], THEMES[theme]["surface"]) >= 3


def test_the_device_theme_is_the_dark_theme() -> None:
    auto = TOKENS[TOKENS.index("[data-theme=auto]{") :].split("{", 1)[1].split("}")[0]
    dark = TOKENS[TOKENS.index("[data-theme=dark]{") :].split("{", 1)[1].split("}")[0]
    assert auto == dark


def test_all_styles_together_stay_small() -> None:
    """As they are sent: compressed. How they are laid out costs nothing."""
    sheets = b"".join((STYLES / f"{name}.css").read_bytes() for name in SHEETS)
    assert len(gzip.compress(sheets, 9)) <= 16_000


def test_the_script_stays_small() -> None:
    assert len(gzip.compress((STYLES / "ui.js").read_bytes(), 9)) <= 4_000


@pytest.mark.parametrize("sheet", list(STYLES.glob("*.css")), ids=lambda path: path.name)
def test_every_rule_is_in_a_layer(sheet: Path) -> None:
    """A rule outside the layers would beat all of them."""
    depth, outside = 0, ""
    for letter in re.sub(r"/\*.*?\*/", "", sheet.read_text(), flags=re.DOTALL):
        outside += letter if depth == 0 else ""
        depth += {"{": 1, "}": -1}.get(letter, 0)
    assert re.sub(r"@layer [\w, ]+[{;]?|[{}\s]", "", outside) == ""

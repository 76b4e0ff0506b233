"""The languages of pages and mail: one table. Another one is a row here and a catalogue (CONTRIBUTING, "Add a language").

`settings` reads it before Django is set up: nothing of Django's or of the trade may be imported here.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class InterfaceLanguage:
    """How one language is named, and how dates, lists and windows are written in it (patterns are CLDR's)."""

    code: str
    """As Django names it: zh-hans."""
    tag: str
    """As browsers and the texts of programmes name it (BCP 47): zh-Hans."""
    name: str
    """In the language itself."""
    prose_date: str = "d MMM y"
    table_date: str = "d MMM y"
    years_ahead: int = 0
    """How far its calendar's years are ahead of the common ones."""
    joins_two: str = " and "
    joins_last: str = " and "
    """Before the last of three or more; the others are parted by `comma`."""
    comma: str = ", "
    to: str = " – "
    """Between the first and the last day of a window."""


KNOWN: Final = (
    InterfaceLanguage("en", "en", "English"),
    InterfaceLanguage(
        "zh-hans",
        "zh-Hans",
        "简体中文",
        prose_date="y年M月d日",
        table_date="y-MM-dd",
        joins_two="、",
        joins_last="、",
        comma="、",
        to=" 至 ",
    ),
    InterfaceLanguage("th", "th", "ไทย", years_ahead=543, joins_two=" และ ", joins_last=" และ "),
    InterfaceLanguage(
        "vi", "vi", "Tiếng Việt", prose_date="dd/MM/y", table_date="dd/MM/y", joins_two=" và ", joins_last=" và "
    ),
    InterfaceLanguage("id", "id", "Bahasa Indonesia", joins_two=" dan ", joins_last=", dan "),
    InterfaceLanguage("ms", "ms", "Bahasa Melayu", joins_two=" dan ", joins_last=" dan "),
)
# Those with a whole catalogue; the first is the source's own, which everything falls back on.
OFFERED: Final = tuple(language for language in KNOWN if language.code in {"en", "zh-hans"})


def interface_language(code: str) -> InterfaceLanguage:
    """The row of a language however it is written (zh-Hans, zh-hans, zh-CN, th-TH); English where there is none."""
    plain = code.lower().replace("_", "-")
    exact = [row for row in KNOWN if row.code == plain]
    near = [row for row in KNOWN if row.code.partition("-")[0] == plain.partition("-")[0]]
    return (exact or near or [KNOWN[0]])[0]


def offered_language(code: str) -> InterfaceLanguage:
    """The same among those offered: in what a reader of `code` is shown pages, and the order of titles."""
    row = interface_language(code)
    return row if row in OFFERED else OFFERED[0]

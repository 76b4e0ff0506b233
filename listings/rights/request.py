"""The request: media, territories, window, exclusivity, languages. One syntax in every address:

?r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1&l=zh-Hans&u=sub,dub
"""

from dataclasses import dataclass
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from listings.states import ONLY_ONE, Grade
from marketplace.kit import periods
from marketplace.kit.fields import unknown_code
from marketplace.kit.inputs.days import bad_day, day_text, last_day_text
from marketplace.kit.periods import Period
from marketplace.vocabularies import Vocabulary, languages, media, territories, uses

MAX_YEARS = 100
MAX_NAMED = 3  # wrong codes that a message names
MAX_SHOWN = 20  # characters of a wrong value that a message repeats

Cell = tuple[str, str]  # (medium, territory)
GRADES = {"": Grade.NON_EXCLUSIVE, "0": Grade.NON_EXCLUSIVE, "1": Grade.SOLE, "s": Grade.EXCLUSIVE}
GRADE_PARAMS = {Grade.NON_EXCLUSIVE: "0", Grade.SOLE: "1", Grade.EXCLUSIVE: "s"}


class Values(Protocol):
    """What a QueryDict or a dict of lists offers."""

    def getlist(self, key: str) -> list[str]: ...


@dataclass(frozen=True)
class AvailsRequest:
    """What a buyer wants. `languages` or `uses` empty = any; codes in the vocabularies' order."""

    media: tuple[str, ...]
    territories: tuple[str, ...]
    window: Period
    grade: Grade
    languages: tuple[str, ...] = ()
    uses: tuple[str, ...] = ()

    @property
    def exclusive(self) -> bool:
        """Shall no other licensee have it beside this one?"""
        return self.grade in ONLY_ONE

    @property
    def cells(self) -> list[Cell]:
        """Every (medium, territory) asked for, row by row."""
        return [(medium, territory) for medium in self.media for territory in self.territories]

    @property
    def months(self) -> int:
        """The window's length in whole months, at least one."""
        end = self.window.end or self.window.start
        months = (end.year - self.window.start.year) * 12 + end.month - self.window.start.month
        return max(months, 1)

    def to_query(self) -> str:
        """The request as it stands in an address."""
        return urlencode(self.to_params(), safe=",")

    def to_params(self) -> dict[str, str]:
        """The request as names and values, the way `parse` reads them."""
        params = {"r": ",".join(self.media).lower(), "t": ",".join(self.territories)}
        params |= {"from": day_text(self.window.start), "to": last_day_text(self.window.end)}
        params |= {"x": GRADE_PARAMS[self.grade]}
        if self.languages:
            params["l"] = ",".join(self.languages)
        if self.uses:
            params["u"] = ",".join(self.uses).lower()
        return params


def parse(values: Values) -> tuple[AvailsRequest | None, dict[str, str]]:
    """Read a request. (None, {}) when there is none; (None, errors by field) when something is wrong.

    Each error names the value and the fix; the caller keeps the rest of the input.
    """
    if not any(values.getlist(key) for key in ("r", "t", "from", "to")):
        return None, {}
    errors: dict[str, str] = {}
    wanted_media = codes(values, "r", media.VOCABULARY, errors, upper=True)
    wanted_territories = codes(values, "t", territories.VOCABULARY, errors, upper=True)
    wanted_languages = codes(values, "l", languages.VOCABULARY, errors, required=False)
    wanted_uses = codes(values, "u", uses.VOCABULARY, errors, upper=True, required=False)
    grade = grade_of(values, errors)
    window = window_of(values, errors)
    if errors or window is None or grade is None:
        return None, errors
    return AvailsRequest(wanted_media, wanted_territories, window, grade, wanted_languages, wanted_uses), {}


def grade_of(values: Values, errors: dict[str, str]) -> Grade | None:
    """Exclusivity: x=0 non-exclusive (also when it is missing), x=1 sole, x=s exclusive (the letters are older than the words)."""
    word = "".join(values.getlist("x")[-1:])
    if word.lower() not in GRADES:
        errors["x"] = _(
            "“%(value)s” is no exclusivity. Write 0 (non-exclusive), 1 (sole: the owner may use it too) or s (exclusive: nobody else)."
        ) % {"value": word[:MAX_SHOWN]}
    return GRADES.get(word.lower())


def codes(
    values: Values,
    key: str,
    vocabulary: Vocabulary,
    errors: dict[str, str],
    *,
    upper: bool = False,
    required: bool = True,
) -> tuple[str, ...]:
    """The codes given under `key`, as repeated fields or comma lists, in the vocabulary's order."""
    words = [word.strip() for text in values.getlist(key) for word in text.replace("\x00", "").split(",")]
    found = {word.upper() if upper else word for word in words if word}
    wrong = sorted(code for code in found if code not in vocabulary)
    if wrong:
        errors[key] = " ".join(unknown_code(code[:MAX_SHOWN], vocabulary) for code in wrong[:MAX_NAMED])
    elif not found and required:
        errors[key] = _("Choose at least one.")
    return tuple(sorted(found - set(wrong), key=vocabulary.number))


def window_of(values: Values, errors: dict[str, str]) -> Period | None:
    """The window from `from` and `to`; both are inclusive in the address, a bare month means all of it."""
    start = day_of(first(values, "from"), "from", errors)
    end = day_of(first(values, "to"), "to", errors, last=True)
    if start is None or end is None:
        return None
    if end <= start:
        errors["to"] = _("The end must lie after the start.")
        return None
    if end.year - start.year > MAX_YEARS:
        errors["to"] = _("At most %(years)s years in one request.") % {"years": MAX_YEARS}
        return None
    return Period(start, end)


def first(values: Values, key: str) -> str:
    """The value under `key`, or nothing."""
    return next(iter(values.getlist(key)), "").replace("\x00", "").strip()


def day_of(text: str, key: str, errors: dict[str, str], *, last: bool = False) -> date | None:
    """A date from YYYY-MM or YYYY-MM-DD, or None with the message under `key`. As an end (`last`) it becomes the first
    day after."""
    if not text:
        errors[key] = _("Give a date.")
        return None
    try:
        return periods.day_after(text) if last else periods.day_of(text)
    except periods.BadDay as wrong:
        errors[key] = bad_day(wrong)
        return None

"""The request: media, territories, window, exclusivity, languages. One syntax in every address:

?r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1&l=zh-Hans&u=sub,dub

Without `r` any right is meant, without `t` any territory of the region; a request for all of them is written without.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from listings.rights.inputs.request import GRADES, AvailsRequestForm
from listings.states import ONLY_ONE, Grade
from marketplace.kit.inputs.days import day_text, last_day_text
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, media, territories, uses

Cell = tuple[str, str]  # (medium, territory)
GRADE_PARAMS = {grade: letter for letter, grade in GRADES.items()}
CODES = {"r": media.VOCABULARY, "t": territories.VOCABULARY, "l": languages.VOCABULARY, "u": uses.VOCABULARY}
ASKED_BY = ("r", "t", "from", "to")  # one of them, and there is a request


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
    def any_media(self) -> bool:
        """Is every right meant?"""
        return len(self.media) == len(media.codes)

    @property
    def any_territory(self) -> bool:
        """Are just the region's territories meant?"""
        return self.territories == territories.HOME

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
        params = {} if self.any_media else {"r": ",".join(self.media).lower()}
        params |= {} if self.any_territory else {"t": ",".join(self.territories)}
        params |= {"from": day_text(self.window.start), "to": last_day_text(self.window.end)}
        params |= {"x": GRADE_PARAMS[self.grade]}
        if self.languages:
            params["l"] = ",".join(self.languages)
        if self.uses:
            params["u"] = ",".join(self.uses).lower()
        return params


def parse_request(values: Mapping[str, Any]) -> tuple[AvailsRequest | None, dict[str, str]]:
    """Read a request, of an address (QueryDict) or of JSON. (None, {}) when there is none; (None, errors by field) when
    something is wrong: each error names the value and the fix, and the caller keeps the rest of the input.
    """
    if not any(values.get(name) for name in ASKED_BY):
        return None, {}
    form = AvailsRequestForm(values)
    if not form.is_valid():
        return None, {name: " ".join(texts) for name, texts in form.messages().items()}
    read = form.cleaned_data
    codes = {name: tuple(sorted(read[name], key=vocabulary.number)) for name, vocabulary in CODES.items()}
    return AvailsRequest(codes["r"], codes["t"], read["period"], read["x"], codes["l"], codes["u"]), {}

"""A request with single cells left out: what a buyer has picked in the matrix.

?r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1&without=SVOD:TH  Everything that reads `cells` works on it unchanged.
"""

from dataclasses import dataclass, fields, replace

from listings.rights.request import AvailsRequest, Cell, Values
from marketplace.vocabularies import media, territories

MAX_LEFT_OUT = 2000


@dataclass(frozen=True)
class Selection(AvailsRequest):
    """A request without some of its cells. Never empty when it comes from `read_selection` or `toggled_*`."""

    without: frozenset[Cell] = frozenset()

    @property
    def cells(self) -> list[Cell]:
        return [(m, t) for m in self.media for t in self.territories if (m, t) not in self.without]

    def to_params(self) -> dict[str, str]:
        params = super().to_params()
        if self.without:
            params["without"] = ",".join(f"{m}:{t}" for m, t in sorted(self.without))
        return params


def read_selection(asked: AvailsRequest, values: Values) -> Selection:
    """The request with what the address leaves out. Cells that are none of it are ignored; leaving all out, too."""
    words = [word for text in values.getlist("without") for word in text.split(",")][:MAX_LEFT_OUT]
    pairs = {(m.strip().upper(), t.strip().upper()) for m, _colon, t in (word.partition(":") for word in words)}
    found = trim_selection(whole_selection(asked, without=frozenset(pairs)))
    return found or whole_selection(asked)


def whole_selection(asked: AvailsRequest, without: frozenset[Cell] = frozenset()) -> Selection:
    """The request as a selection."""
    known = {field.name: getattr(asked, field.name) for field in fields(AvailsRequest)}
    return Selection(**known, without=without)


def trim_selection(wanted: Selection) -> Selection | None:
    """The same cells in the smallest rectangle; None when no cell is left."""
    cells = wanted.cells
    if not cells:
        return None
    kept_media, kept_territories = {m for m, _t in cells}, {t for _m, t in cells}
    return replace(
        wanted,
        media=tuple(sorted(kept_media, key=media.number)),
        territories=tuple(sorted(kept_territories, key=territories.number)),
        without=frozenset((m, t) for m, t in wanted.without if m in kept_media and t in kept_territories),
    )


def of_cells(wanted: AvailsRequest, cells: set[Cell]) -> Selection | None:
    """The request for exactly these cells; None for no cell."""
    rows, columns = {m for m, _t in cells}, {t for _m, t in cells}
    rest = frozenset((m, t) for m in rows for t in columns if (m, t) not in cells)
    return trim_selection(replace(whole_selection(wanted), media=tuple(rows), territories=tuple(columns), without=rest))


def toggle_cells(wanted: AvailsRequest, picked: set[Cell], change: set[Cell]) -> Selection | None:
    """Take `change` out when all of it is picked, else add it; None when nothing is left."""
    return of_cells(wanted, picked - change if change <= picked else picked | change)

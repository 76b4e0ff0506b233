"""What the catalogue is asked and what it answers, whoever answers it: the engine or the database."""

from collections import Counter
from dataclasses import dataclass, field

from django.http import QueryDict

from listings.rights.request import AvailsRequest
from marketplace.kit.interface_languages import offered_language

FACETS = ("kind", "genre", "origin", "language", "decade", "medium", "rating", "ready", "extra", "seller", "confirmed")
CONFIRMED_DAYS = 30
# What of an address is looked at; the rest of a longer one is left.
MAX_TEXT_LENGTH, MAX_VALUES = 300, 40
SORTS = ("fit", "new", "confirmed", "title", "ask")


@dataclass(frozen=True)
class Hit:
    """One programme of a page. `free` counts the requested cells that are free, `likeness` (0 to 1) how like its best
    title is to the words."""

    id: int
    free: int = 0
    likeness: float = 0.0


@dataclass(frozen=True)
class Answer:
    """One page of the matches in order; `total` match, `fits` of them are free for the whole request; counts per facet
    and value. `loose`: nothing matched the words exactly. `source` says who answered: "engine" or "sql"."""

    total: int
    fits: int
    facets: dict[str, Counter[str]]
    page: list[Hit]
    loose: bool = False
    source: str = "sql"

    @property
    def hits(self) -> list[Hit]:
        """The page, under its old name."""
        return self.page


@dataclass(frozen=True)
class Search:
    """What the catalogue is asked: words, a request, chosen facet values, an order, and which page (from 1) of what size.

    Facet values: kind, genre: codes of the vocabularies; origin: territory; language: of the original; decade: "1990";
    medium: requested media that are free in all requested territories; rating: "TH:13"; ready: "zh-Hans:sub", "me";
    extra: "ask", "chinese"; seller: the organisation's id; confirmed: "30" for the last 30 days. Sorts: SORTS; `ask` is by currency, then the cheapest fee.
    """

    text: str = ""
    request: AvailsRequest | None = None
    chosen: dict[str, frozenset[str]] = field(default_factory=dict)
    sort: str = "fit"
    language: str = "en"
    page: int = 1
    size: int = 20

    @property
    def first(self) -> int:
        """How many matches stand before the page."""
        return (max(self.page, 1) - 1) * self.size

    @property
    def title_order(self) -> str:
        """The language of the interface in whose order titles stand."""
        return offered_language(self.language).code


def words_in(values: QueryDict, name: str = "q") -> str:
    """The words of an address, as PostgreSQL can take them."""
    return values.get(name, "").replace("\x00", "")[:MAX_TEXT_LENGTH]


def chosen_in(values: QueryDict) -> dict[str, frozenset[str]]:
    """The facet values of an address, each as often as it likes: genre=drama&genre=crime."""
    return {name: frozenset(values.getlist(name)[:MAX_VALUES]) for name in FACETS if values.getlist(name)}

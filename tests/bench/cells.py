"""A request as words of cells, for those who are measured against the engine: each medium has 64 territories to a word.

They get the best design we know for them: sets are interned, a set's territories are four 64-bit words, and a row's cells
in a medium are its set's words if its media have it. What is covered is the union of such words.
"""

from dataclasses import dataclass

from listings.rights.queries.cells import MEETS
from listings.rights.request import AvailsRequest
from marketplace.vocabularies import languages, media, territories, uses
from tests.bench.answers import DAY_ZERO
from tests.bench.copied import OPEN

WORD = 64
FULL = 2**64 - 1


@dataclass(frozen=True)
class Wanted:
    """`words`: {word number: mask of the requested territories}; bits of a set are its codes' numbers."""

    words: dict[int, int]
    media: tuple[int, ...]
    start: int
    end: int
    exclusive: bool
    languages: tuple[int, ...]
    uses: tuple[int, ...]
    grades: tuple[int, ...]
    cells: int

    @property
    def columns(self) -> list[tuple[str, int, int]]:
        """Each word of each medium: (column name, medium, word)."""
        return [(f"c{medium}_{word}", medium, word) for medium in self.media for word in self.words]


def wanted(request: AvailsRequest) -> Wanted:
    """The request in numbers."""
    words: dict[int, int] = {}
    for code in request.territories:
        number = territories.number(code)
        words[number // WORD] = words.get(number // WORD, 0) | 1 << number % WORD
    end = request.window.end
    return Wanted(
        words,
        tuple(map(media.number, request.media)),
        request.window.start.toordinal() - DAY_ZERO,
        OPEN if end is None else end.toordinal() - DAY_ZERO,
        request.exclusive,
        tuple(map(languages.number, request.languages)),
        tuple(map(uses.number, request.uses)),
        tuple(map(ord, MEETS[request.grade])),
        len(request.cells),
    )


def split(whole: int, words: int) -> tuple[int, ...]:
    """A whole number as 64-bit words, the lowest first."""
    return tuple(whole >> WORD * word & FULL for word in range(words))

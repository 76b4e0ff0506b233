"""The tokens of a text, as `listings.text.index_tokens` makes them, for millions of texts made of the same few words.

Whatever belongs to one run of characters is made once and kept; only what crosses runs is made for each text. A test
holds the two ways together.
"""

from functools import lru_cache
from typing import NamedTuple

from listings.text import breaks
from listings.text.romanise import latin_letters, run_units, unit_initials
from listings.text.scripts import normalise_text, split_runs
from listings.text.tokens import (
    MAX_INITIALS,
    MAX_JOINED,
    MAX_TEXT,
    MAX_WORD,
    index_tokens,
    make_grams,
    typo_tokens,
    word_tokens,
)

KNOWN = 200_000
# Read in two ways (lü is typed lv or lu): the indexer knows.
_TWO_WAYS = frozenset({"lv", "nv", "lve", "nve"})


class Piece(NamedTuple):
    """One run: its own tokens, its characters when it has no spaces, its romanised units."""

    tokens: frozenset[str]
    clusters: tuple[str, ...]
    units: tuple[str, ...]


def make_tokens(text: str) -> set[str]:
    """All tokens of one text. Texts so long that tokens would be cut off are left to the indexer itself."""
    if len(text) > MAX_TEXT // 2:
        return set(index_tokens([(text, "")]))
    found: set[str] = set()
    clusters: list[str] = []
    units: list[str] = []
    for run in runs_of(normalise_text(text)):
        part = make_piece(*run)
        found |= part.tokens
        clusters += part.clusters
        units += part.units
    if not _TWO_WAYS.isdisjoint(units):
        return set(index_tokens([(text, "")]))
    found.update(make_grams(clusters, closed=True))
    for start in range(len(units)):
        following = units[start : start + MAX_JOINED]
        found.add("@" + "".join(following)[:MAX_JOINED])
        if len(following) > 1:
            found.add("!" + unit_initials(following)[:MAX_INITIALS])
    return found


def runs_of(text: str) -> list[tuple[str, bool]]:
    """The runs of a normalised text; those of plain letters and digits are cut without looking at each character."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return [(word, False) for word in text.split()]
    return [(run.text, run.spaceless) for run in split_runs(text)]


@lru_cache(maxsize=KNOWN)
def make_piece(run: str, spaceless: bool) -> Piece:
    """What belongs to one run."""
    units = tuple(run_units(run, spaceless))
    if not spaceless:
        return Piece(frozenset(word_tokens(run)), (), units)
    found = {word[:MAX_WORD] for word in breaks.indexed_words(run)} | {"=" + unit[:MAX_WORD] for unit in units}
    if any(not ("\u3400" <= letter <= "\u9fff") for letter in run[:1]):
        found |= {token for word in breaks.split_words(run) for token in typo_tokens(latin_letters(word))}
    return Piece(frozenset(found), tuple(breaks.split_clusters(run)), units)


def tsvector_text(found: set[str]) -> str:
    """Tokens as PostgreSQL reads a tsvector. None of ours has a quote or a backslash in it."""
    return "'" + "' '".join(found) + "'"

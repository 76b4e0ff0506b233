"""What a user typed, as PostgreSQL tsqueries over the tokens of `tokens.index_tokens`.

Cast the strings (`%s::tsquery`); `to_tsquery` would parse our tokens again and lose their first character.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from listings.text import breaks
from listings.text.romanise import latin_letters, run_units
from listings.text.scripts import Run, has_han, normalise_text, split_runs
from listings.text.tokens import MAX_INITIALS, MAX_JOINED, MAX_WORD, leave_letters_out, make_grams, make_trigrams

MAX_TERMS = 24
MAX_RANKED = 120
MAX_SWAPPED = 12
ENOUGH = 8  # letters that narrow a search down to a page or so
LETTERS_A_CHARACTER = 3


@dataclass(frozen=True, slots=True)
class TextQuery:
    """A parsed query. All tsqueries are valid whatever was typed.

    `tsquery` wants every word (the last one may be unfinished), `loose` any piece that one typing error leaves intact
    (ask it when `tsquery` finds too little, ordered by `measure_similarity`), `rank_tsquery` is for `ts_rank` only: an OR, of
    which `ts_rank` counts how much a programme has. `rank_tokens` are the words in it, without operators.
    """

    text: str
    tsquery: str
    loose: str
    rank_tsquery: str
    rank_tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Term:
    """One typed word, or what stands between two spaces; `weight` is how much it narrows a search, in letters."""

    strict: str
    loose: tuple[str, ...]
    rank: tuple[str, ...]
    weight: int
    characters: tuple[str, ...] = ()


def parse_query(text: str, limit: int = 200) -> TextQuery | None:
    """The query in `text`, of which the first `limit` characters are read; None when nothing can be searched for."""
    normal = normalise_text(text[:limit])[:limit].strip()
    chunks = [found for chunk in normal.split() if (found := split_runs(chunk))][:MAX_TERMS]
    terms = [
        term
        for place, chunk in enumerate(chunks)
        if (term := _chunk_term(chunk, last=place == len(chunks) - 1)) is not None
    ]
    if not terms:
        return None
    rank = tuple(dict.fromkeys(token for term in terms for token in term.rank))[:MAX_RANKED]
    characters = [one for term in terms for one in term.characters]
    return TextQuery(
        text=normal,
        tsquery=all_of(term.strict for term in terms),
        loose=_loose_query(terms),
        rank_tsquery=any_of([*map(exact_query, rank), *characters]),
        rank_tokens=rank,
    )


def _loose_query(terms: list[_Term]) -> str:
    """One typing error spoils one word, or two neighbours when it is in the space between them: any others stand.

    Where too little would be left to search for, pieces of the spoilt words are wanted too.
    """
    options = []
    for first in range(max(len(terms) - 1, 1)):
        standing = terms[:first] + terms[first + 2 :]
        whole = [term.strict for term in standing]
        if sum(term.weight for term in standing) < ENOUGH:
            whole.append(any_of(piece for term in terms[first : first + 2] for piece in term.loose or (term.strict,)))
        options.append(all_of(whole))
    return any_of(options)


def exact_query(token: str) -> str:
    """The tsquery for one token."""
    quoted = token.replace("\\", "\\\\").replace("'", "''")
    return f"'{quoted}'"


def prefix_query(token: str) -> str:
    """The tsquery for tokens that begin so."""
    return exact_query(token) + ":*"


def all_of(queries: Iterable[str]) -> str:
    """AND; an empty string for none."""
    return _join_queries(queries, " & ")


def any_of(queries: Iterable[str]) -> str:
    """OR; an empty string for none."""
    return _join_queries(queries, " | ")


def _join_queries(queries: Iterable[str], operator: str) -> str:
    given = [query for query in dict.fromkeys(queries) if query]
    return given[0] if len(given) == 1 else f"({operator.join(given)})" if given else ""


def _chunk_term(chunk: list[Run], *, last: bool) -> _Term | None:
    """What was typed between two spaces: MN-TH-004182 is three words, or one written together."""
    parts = [_run_term(run, last=last and run is chunk[-1]) for run in chunk]
    known = [part for part in parts if part is not None]
    if not known:
        return None
    strict = all_of(part.strict for part in known)
    if len(chunk) > 1 and not any(run.spaceless for run in chunk):
        strict = any_of((_typed_together("".join(latin_letters(run.text) for run in chunk)), strict))
    return _Term(
        strict,
        tuple(piece for part in known for piece in part.loose),
        tuple(token for part in known for token in part.rank),
        sum(part.weight for part in known),
        tuple(one for part in known for one in part.characters),
    )


def _run_term(run: Run, *, last: bool) -> _Term | None:
    return _spaceless_term(run.text) if run.spaceless else _word_term(run.text, last=last)


def _typed_together(plain: str) -> str:
    return prefix_query("@" + plain[:MAX_JOINED]) if plain else ""


def _word_term(word: str, *, last: bool) -> _Term | None:
    plain = latin_letters(word)[:MAX_WORD]
    if not plain:
        return _Term(exact_query(word[:MAX_WORD]), (), (word[:MAX_WORD],), len(word))
    options = [exact_query(plain), exact_query("=" + plain)]
    if last or len(plain) >= 3:
        options = [_typed_together(plain)]
    if 2 <= len(plain) <= MAX_INITIALS and plain.isalpha():
        options.append(prefix_query("!" + plain))
    rank = (word[:MAX_WORD], plain, "=" + plain, *(make_trigrams(plain) if len(plain) >= 5 else ()))
    return _Term(any_of(options), _word_pieces(plain), rank, len(plain))


def _word_pieces(plain: str) -> tuple[str, ...]:
    """What one wrong, missing, added or swapped letter cannot all take away."""
    pieces = [exact_query(plain)]
    if not plain.isalpha():
        return tuple(pieces)
    if 2 <= len(plain) <= 7:
        shorter = leave_letters_out(plain) if len(plain) > 2 else []
        pieces += [exact_query(f"~-{form}") for form in (plain, *shorter)]
        pieces += [exact_query(form) for form in shorter if len(form) > 1]
    if len(plain) >= 6:
        pieces += _pair_queries(make_trigrams(plain))
        pieces.append(prefix_query("@" + plain[: min(len(plain) // 2 + 1, MAX_JOINED)]))
    return tuple(pieces)


def _pair_queries(three: list[str]) -> list[str]:
    starts = [*range(0, len(three) - 2, 2), len(three) - 2]
    return [all_of(map(exact_query, three[start : start + 2])) for start in starts]


def _spaceless_term(run: str) -> _Term:
    together = breaks.split_clusters(run)
    pairs = make_grams(together, closed=False)
    if not pairs:
        one = "#" + together[0]
        return _Term(prefix_query(one), (prefix_query(one),), (one,), LETTERS_A_CHARACTER)
    strict = [exact_query(pair) for pair in pairs]
    if not has_han(together[-1]):
        strict[-1] = prefix_query(pairs[-1])  # its vowel marks may not be typed yet
    sounds = "".join(run_units(run, spaceless=True))
    words = tuple(word[:MAX_WORD] for word in sorted(breaks.indexed_words(run)))
    # A wrong character in a name of up to three, or swapped ones in a longer name, may leave no pair of neighbours.
    ones = tuple(prefix_query("#" + one) for one in together[:MAX_SWAPPED])
    alone = ones if len(together) <= 3 else (all_of(ones),)
    pieces = (*map(exact_query, pairs), *alone, _typed_together(sounds))
    return _Term(all_of(strict), pieces, (*words, *pairs), LETTERS_A_CHARACTER * len(together), ones)

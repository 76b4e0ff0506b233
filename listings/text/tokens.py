"""The tokens under which a programme is found. Store them with `array_to_tsvector(tokens)`.

The first character names the kind, so that kinds never mix (a plain token starts with a letter or a digit):

    plain      a word as written and without diacritics
    #ab        two neighbouring characters of a script without spaces; `#b` closes the text
    =liu       one romanised unit: a Chinese character or a word of another script
    @liulang   romanised units joined, from every unit to the end: any part is the beginning of one of them
    !lldq      first letters of the units, likewise
    ~abc       three neighbouring letters of a longer word; `~-ab` a short word with one letter left out
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from listings.text import breaks
from listings.text.romanise import latin_letters, run_units, unit_initials
from listings.text.scripts import HAN, Run, normalise_text, split_runs

MAX_TOKENS = 800
MAX_TEXT = 300
MAX_JOINED = 32
MAX_INITIALS = 16
MAX_WORD = 60

_NOT_HAN = re.compile(f"[^{HAN}]")


def index_tokens(texts: Iterable[tuple[str, str]], *, limit: int = MAX_TOKENS) -> list[str]:
    """All tokens of `texts` (text, BCP 47 language), sorted, at most `limit` (at least 1).

    Give the most important texts first (titles before people before companies): when the limit is reached the later
    ones lose tokens. Ids and names go in like titles. What is made follows the script of each run of characters, since
    titles mix them; the language is there for rules that a script cannot tell, of which none is needed today.
    """
    found: dict[str, None] = {}
    for text, _language in texts:
        for token in _text_tokens(text):
            found[token] = None
            if len(found) >= limit:
                return sorted(found)
    return sorted(found)


def _text_tokens(text: str) -> Iterator[str]:
    cut = split_runs(normalise_text(text[:MAX_TEXT])[:MAX_TEXT])
    yield from _spaceless_tokens(cut)
    read: list[str] = []
    for run in cut:
        if not run.spaceless:
            yield from word_tokens(run.text)
        read.extend(run_units(run.text, run.spaceless))
        yield from _unit_tokens(run)
    yield from _chain_tokens(read)


def _spaceless_tokens(cut: list[Run]) -> Iterator[str]:
    together = [cluster for run in cut if run.spaceless for cluster in breaks.split_clusters(run.text)]
    # Neighbours count across punctuation, which people leave out when they type.
    yield from make_grams(together, closed=True)
    for run in cut:
        if run.spaceless:
            yield from (word[:MAX_WORD] for word in breaks.indexed_words(run.text))


def _unit_tokens(run: Run) -> Iterator[str]:
    if not run.spaceless:
        return
    for unit in run_units(run.text, spaceless=True):
        yield "=" + unit[:MAX_WORD]
    for word in breaks.split_words(run.text) if _NOT_HAN.match(run.text) else ():
        yield from typo_tokens(latin_letters(word))  # romanising has several habits: nearly right is right


def word_tokens(word: str) -> Iterator[str]:
    """Tokens of one word of a script with spaces."""
    plain = latin_letters(word)
    yield word[:MAX_WORD]
    if plain:
        yield plain[:MAX_WORD]
        yield from typo_tokens(plain)


def typo_tokens(plain: str) -> Iterator[str]:
    """Tokens that survive one typing error in a word of a-z; none for numbers, where another digit is another thing."""
    if not plain.isalpha():
        return
    if 3 <= len(plain) <= 6:
        yield from map("~-{}".format, leave_letters_out(plain))
    if len(plain) >= 5:
        yield from make_trigrams(plain[:MAX_WORD])


def leave_letters_out(plain: str) -> list[str]:
    """The word with each of its letters left out in turn."""
    return [plain[:place] + plain[place + 1 :] for place in range(len(plain))]


def make_trigrams(plain: str) -> list[str]:
    """Tokens of three neighbouring letters, the word's ends marked by `_`."""
    padded = f"_{plain}_"
    return ["~" + padded[start : start + 3] for start in range(len(padded) - 2)]


def make_grams(clusters: list[str], *, closed: bool) -> list[str]:
    """Tokens of neighbouring characters; `closed` adds the last one alone, so that each character begins a token."""
    pairs = ["#" + first + second for first, second in pairwise(clusters)]
    return [*pairs, "#" + clusters[-1]] if closed and clusters else pairs


def _chain_tokens(read: list[str]) -> Iterator[str]:
    yield from _chain_syllables(read)
    if any("v" in unit for unit in read):  # lü is typed lv, lu
        yield from _chain_syllables([_without_umlaut(unit) for unit in read])


def _without_umlaut(unit: str) -> str:
    return {"lv": "lu", "nv": "nu", "lve": "lue", "nve": "nue"}.get(unit, unit)


def _chain_syllables(read: list[str]) -> Iterator[str]:
    for start in range(len(read)):
        following = read[start : start + MAX_JOINED]
        yield "@" + "".join(following)[:MAX_JOINED]
        if len(following) > 1:
            yield "!" + unit_initials(following)[:MAX_INITIALS]

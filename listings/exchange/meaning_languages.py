"""Languages of Avails as ours: exactly those that are named."""

from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

from listings.exchange.avails.model import Language, Transaction
from listings.exchange.not_here import NotHere
from marketplace.vocabularies import languages, uses

Codes = frozenset[str]
USES_OF_ASSET = {
    "": uses.ALL,
    "audio": frozenset({"ORIG", "DUB", "VO"}),
    "subtitle": frozenset({"SUB"}),
    "subdub": frozenset({"SUB", "DUB"}),
}
WRITTEN, SPOKEN = frozenset({"zh-Hans", "zh-Hant"}), frozenset({"cmn", "yue"})
# A Chinese of one place: how it is written there, and what is spoken on its screens.
CHINESE_OF = {
    **dict.fromkeys(("CN", "SG", "MY"), frozenset({"zh-Hans", "cmn"})),
    "TW": frozenset({"zh-Hant", "cmn"}),
    **dict.fromkeys(("HK", "MO"), frozenset({"zh-Hant", "yue"})),
}


def language_uses(row: Transaction) -> dict[Codes, Codes]:
    """{uses: languages} of what the licensee may use: all, or those allowed, less those held back.

    A language that is not ours is passed over (`foreign_tags` names it). Raises NotHere when none is left.
    """
    return uses_of(row.allowed, row.held_back)


@lru_cache(maxsize=1024)
def uses_of(allowed: tuple[Language, ...], held_back: tuple[Language, ...]) -> dict[Codes, Codes]:
    """{uses: languages}. Rows repeat themselves, so it is remembered. Raises NotHere."""
    found: dict[str, Codes] = {}
    for one in allowed:
        for code in codes_of(one):
            found[code] = found.get(code, frozenset()) | USES_OF_ASSET[one.asset]
    if allowed and not found:
        raise NotHere("language-not-traded", "AvailTrans/AllowedLanguages", ", ".join(foreign_tags(allowed)))
    found = found or dict.fromkeys(languages.codes, uses.ALL)
    for one in held_back:
        for code in codes_of(one) & found.keys():
            found[code] -= USES_OF_ASSET[one.asset]
    by_uses: dict[Codes, set[str]] = defaultdict(set)
    for code, used in found.items():
        if used:
            by_uses[used].add(code)
    if not by_uses:
        raise NotHere("no-language-left", "AvailTrans/HoldbackLanguage", ", ".join(one.tag for one in held_back))
    return {used: frozenset(codes) for used, codes in by_uses.items()}


def foreign_tags(named: Iterable[Language]) -> list[str]:
    """The tags that are none of our languages."""
    return [one.tag for one in named if not our_languages(one.tag)]


def codes_of(one: Language) -> Codes:
    """The languages of ours that are meant: subtitles are written, sound is spoken, where a tag stands for both."""
    found = our_languages(one.tag)
    only = {"subtitle": WRITTEN, "audio": SPOKEN}.get(one.asset, found)
    return found & only if len(found) > 1 else found


@lru_cache(maxsize=4096)
def our_languages(tag: str) -> Codes:
    """A tag as ours: itself, else its canonical form, else without its region. `zh` with a place is the Chinese of
    that place, without one every Chinese of ours."""
    if tag in languages.VOCABULARY:
        return frozenset({tag})
    import langcodes  # noqa: PLC0415 -- its tables are large, and few processes read files

    known = langcodes.Language.get(langcodes.standardize_tag(tag))
    for shape in (known.to_tag(), f"{known.language}-{known.script}" if known.script else "", known.language or ""):
        if shape in languages.VOCABULARY:
            return frozenset({shape})
    if known.language == "zh" and not known.script:
        return CHINESE_OF.get(known.territory or "", WRITTEN | SPOKEN)
    return frozenset()

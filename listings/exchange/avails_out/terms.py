"""Values of ours in the words of Avails: licence types, territories, windows, languages with their uses, asks."""

from collections.abc import Iterable, Mapping
from datetime import datetime, time

from listings.exchange.avails.model import Edge, Language, Term
from listings.exchange.avails.vocabulary import LICENSE_TYPES
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.vocabularies import languages, media, territories
from marketplace.vocabularies import uses as vocabulary_of_uses
from marketplace.vocabularies.currencies import decimal_places

Codes = frozenset[str]
# Licence types outside the standard's list, as other systems write them; our own codes for the rest.
USUAL_NAMES = {"PTV": "PayTV", "FTV": "FreeTV", "THEA": "Theatrical", "NONTHEA": "Non-theatrical", "AIR": "Inflight"}
# What the asset behind a language stands for.
USES: dict[str, Codes] = {
    "": vocabulary_of_uses.ALL,
    "subtitle": frozenset({"SUB"}),
    "audio": frozenset({"ORIG", "DUB", "VO"}),
    "subdub": frozenset({"SUB", "DUB"}),
}


def license_type(medium: str) -> str:
    """The LicenseType of a media right."""
    return media.find_medium(medium).avails or USUAL_NAMES.get(medium, medium)


def is_listed(medium: str) -> bool:
    """Whether the standard's list has the licence type; with others, other readers warn."""
    return license_type(medium) in LICENSE_TYPES


def split_worldwide(codes: Codes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(Territory, TerritoryExclusion): the codes, or ZZ (worldwide) without some, whichever is shorter."""
    missing = sorted(frozenset(territories.codes) - codes, key=territories.number)
    if 1 + len(missing) < len(codes):
        return ("ZZ",), tuple(missing)
    return tuple(sorted(codes, key=territories.number)), ()


def start_of(period: Period) -> Edge:
    """The first day, from midnight."""
    return Edge(datetime.combine(period.start, time.min))


def end_of(period: Period) -> Edge:
    """The last second of the last day, or Open."""
    return Edge(datetime.combine(period.last_day, time(23, 59, 59))) if period.last_day else Edge(condition="Open")


def split_languages(by_language: Mapping[str, Codes]) -> tuple[tuple[Language, ...], tuple[Language, ...]]:
    """(AllowedLanguages, HoldbackLanguage) of {language: uses}. Both empty: every language in every use."""
    order = sorted(by_language, key=languages.number)
    if all(used == vocabulary_of_uses.ALL for used in by_language.values()):
        missing = [code for code in languages.codes if code not in by_language]
        if len(missing) < len(order):
            return (), tuple(Language(code) for code in missing)
    return tuple(Language(code, asset_of(by_language[code])) for code in order), ()


def asset_of(used: Codes) -> str:
    """The asset that says these uses, or comes nearest without leaving one out."""
    exact = next((asset for asset, meant in USES.items() if meant == used), None)
    if exact is not None:
        return exact
    return "subdub" if "SUB" in used else "audio"


def is_exact(by_language: Mapping[str, Codes]) -> bool:
    """Whether Avails can say these uses of the languages."""
    return all(USES[asset_of(used)] == used for used in set(by_language.values()))


def ask_term(ask: Money | None, license_type: str) -> tuple[Term, ...]:
    """The ask as a LicenseFee, which is text and so carries its currency; NA where a price is expected and none asked."""
    if ask is not None:
        digits = decimal_places(ask.currency)
        return (Term("LicenseFee", "Text", f"{ask.minor / 10**digits:.{digits}f} {ask.currency}"),)
    return () if license_type == "SVOD" else (Term("NA", "Text", "NA"),)


def exclusive_term(exclusive: bool) -> Term:
    """Whether it can be had exclusively."""
    return Term("Exclusive", "Boolean", "true" if exclusive else "false")


def by_number(codes: Iterable[str]) -> list[str]:
    """Media in the vocabulary's order."""
    return sorted(codes, key=media.number)

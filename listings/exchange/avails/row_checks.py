"""Rules about the cells of one row together. Each check yields (column's key, problem)."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from listings.exchange.avails.model import Edge, Language
from listings.exchange.avails.problems import Problem
from listings.exchange.avails.ratings import rating_problems
from listings.exchange.avails.required import Broken
from listings.exchange.avails.values import read_amount
from listings.exchange.avails.vocabulary import is_money

Cells = Mapping[str, str]
Parsed = Mapping[str, Any]
START, END = "AvailTrans/Start", "AvailTrans/End"
PRICE_TYPE, PRICE_VALUE, CURRENCY = "AvailTrans/PriceType", "AvailTrans/PriceValue", "AvailTrans/PriceCurrency"
SRP, TPR_TYPE = "AvailTrans/SRP", "AvailTrans/TPRType"
LIFT, FULFIL = "AvailTrans/SuppressionLiftDate", "AvailTrans/SpecialPreOrderFulfillDate"
TERRITORY, EXCLUDED = "AvailTrans/Territory", "AvailTrans/TerritoryExclusion"
ALLOWED, HELD_BACK = "AvailTrans/AllowedLanguages", "AvailTrans/HoldbackLanguage"
DELIVERED, FULFILMENT = "AvailTrans/AssetLanguage", "AvailTrans/RequiredFulfillmentLanguages"
LICENSE_TYPE, WORK_TYPE = "AvailTrans/LicenseType", "AvailAsset/WorkType"
SYSTEM, RATING, REASON = "AvailMetadata/RatingSystem", "AvailMetadata/RatingValue", "AvailMetadata/RatingReason"
NO_EDGE = Edge()


def check_row(cells: Cells, parsed: Parsed, *, xml: bool) -> Iterator[Broken]:
    """All rules about one row's cells together."""
    yield from check_window(cells, parsed)
    yield from check_prices(cells, parsed)
    yield from check_preorders(cells, parsed)
    yield from check_languages(cells, parsed)
    if EXCLUDED in cells:
        yield from check_territories(parsed)
    if SYSTEM in cells or RATING in cells:
        yield from check_ratings(cells, parsed)
    yield from check_works(cells, parsed, xml=xml)
    if not xml:
        yield from check_captions(cells, parsed)


def is_later(first: datetime, second: datetime) -> bool:
    """Whether `first` is later. Two zones are compared exactly; with only one known, the local times are."""
    if (first.tzinfo is None) == (second.tzinfo is None):
        return first > second
    return first.replace(tzinfo=None) > second.replace(tzinfo=None)


def check_window(cells: Cells, parsed: Parsed) -> Iterator[Broken]:
    start, end = parsed.get(START, NO_EDGE), parsed.get(END, NO_EDGE)
    if start.at and end.at and not is_later(end.at, start.at):
        yield END, Problem("end-before-start", cells[END], {"other": cells[START]})
    for key, edge in (("AvailTrans/StartLag", start), ("AvailTrans/EndLag", end)):
        if key in cells and edge.at:
            yield key, Problem("lag-alone", cells[key])


def check_prices(cells: Cells, parsed: Parsed) -> Iterator[Broken]:
    kind, value = cells.get(PRICE_TYPE, ""), cells.get(PRICE_VALUE, "")
    if not kind and not value:
        yield from _no_price(cells)
    elif not kind or not value:
        yield (PRICE_VALUE if kind else PRICE_TYPE), Problem("price-half", "")
    elif kind == "NA":
        if value != "NA":
            yield PRICE_VALUE, Problem("price-na", value)
    elif is_money(kind):
        yield from _check_money(value, cells)
    elif "LicenseFee" in kind and _below_zero(value):
        yield PRICE_VALUE, Problem("money-negative", value)
    if kind.startswith("TPR-") and parsed.get(END, NO_EDGE).condition == "Open":
        yield END, Problem("tpr-open", cells[END])
    if kind and TPR_TYPE in cells and not kind.startswith("TPR-"):
        yield TPR_TYPE, Problem("tpr-type", cells[TPR_TYPE])


def _no_price(cells: Cells) -> Iterator[Broken]:
    license_type = cells.get(LICENSE_TYPE, "")
    priced = SRP in cells or any(key.startswith("Term/") and "SRP" in key for key in cells)
    if license_type not in ("", "SVOD") and not priced:
        yield PRICE_TYPE, Problem("price-missing", "", {"other": license_type})


def _check_money(value: str, cells: Cells) -> Iterator[Broken]:
    found = read_amount(value)
    for problem in found.problems:
        yield PRICE_VALUE, problem
    if found.value and CURRENCY not in cells:
        yield CURRENCY, Problem("price-currency", value)


def _below_zero(value: str) -> bool:
    try:
        return Decimal(value) < 0
    except InvalidOperation:
        return False


def check_preorders(cells: Cells, parsed: Parsed) -> Iterator[Broken]:
    license_type = cells.get(LICENSE_TYPE, "")
    if license_type == "POEST" and LIFT not in cells:
        yield LIFT, Problem("poest-lift", "")
    if FULFIL not in cells:
        return
    if license_type != "POEST":
        yield FULFIL, Problem("preorder-only", cells[FULFIL], {"other": license_type})
    day: date | None = parsed.get(FULFIL)
    start = parsed.get(START, NO_EDGE)
    if day and start.at and day < start.at.date():
        yield FULFIL, Problem("preorder-early", cells[FULFIL], {"other": cells[START]})


def check_languages(cells: Cells, parsed: Parsed) -> Iterator[Broken]:
    delivered: tuple[Language, ...] = parsed.get(DELIVERED, ())
    license_type = cells.get(LICENSE_TYPE, "")
    if len(delivered) > 1 and license_type not in ("", "SVOD"):
        yield DELIVERED, Problem("asset-language-many", cells[DELIVERED], {"other": license_type})
    if FULFILMENT in cells:
        known = {language.tag.lower() for language in delivered}
        for language in parsed.get(FULFILMENT, ()):
            if language.tag.lower() not in known:
                yield FULFILMENT, Problem("fulfilment-language", language.tag)
    if HELD_BACK in cells and ALLOWED in cells:
        for language in parsed.get(HELD_BACK, ()):
            if any(_same_use(language, other) for other in parsed.get(ALLOWED, ())):
                yield HELD_BACK, Problem("language-held-back", language.tag)


def _same_use(one: Language, other: Language) -> bool:
    """Whether both name a language in a use that the other covers. No use named, and subdub, cover all."""
    if one.tag.lower() != other.tag.lower():
        return False
    wide = {"", "subdub"}
    return one.asset == other.asset or one.asset in wide or other.asset in wide


def check_territories(parsed: Parsed) -> Iterator[Broken]:
    included, excluded = parsed.get(TERRITORY, ()), parsed.get(EXCLUDED, ())
    wide = any(code in ("ZZ", "EU") or code.isdigit() for code in included)
    for code in excluded:
        if code in included:
            yield EXCLUDED, Problem("territory-in-out", code)
        elif not wide and included and code[:2] not in included:
            yield EXCLUDED, Problem("territory-nothing-out", code)


def check_ratings(cells: Cells, parsed: Parsed) -> Iterator[Broken]:
    system, rating = cells.get(SYSTEM, ""), cells.get(RATING, "")
    if not system or not rating:
        yield (RATING if system else SYSTEM), Problem("rating-half", "")
    if system:
        region = cells.get("AvailMetadata/RatingRegion")  # only XML says it; else it is the row's territory
        where = (region,) if region else tuple(parsed.get(TERRITORY, ()))
        for name, problem in rating_problems(system, rating, cells.get(REASON, ""), where):
            yield f"AvailMetadata/{name}", problem


def check_works(cells: Cells, parsed: Parsed, *, xml: bool) -> Iterator[Broken]:
    work_type = cells.get(WORK_TYPE, "")
    bundled: tuple[str, ...] = parsed.get("Avail/BundledALIDs", ())
    if bundled and work_type != "Collection":
        yield "Avail/BundledALIDs", Problem("bundle-only", cells["Avail/BundledALIDs"], {"other": work_type})
    if cells.get("Avail/ALID") in bundled:
        yield "Avail/BundledALIDs", Problem("bundle-self", cells["Avail/ALID"])
    if work_type in ("Supplemental", "Promotion") and not xml:
        yield WORK_TYPE, Problem("refers-missing", work_type, {"other": work_type})


def check_captions(cells: Cells, parsed: Parsed) -> Iterator[Broken]:
    """In the US a film or episode must say whether it has captions, and why not."""
    if "US" not in parsed.get(TERRITORY, ()) or cells.get(WORK_TYPE) not in ("Movie", "Episode"):
        return
    included = parsed.get("AvailMetadata/CaptionIncluded")
    if "AvailMetadata/CaptionIncluded" not in cells:
        yield "AvailMetadata/CaptionIncluded", Problem("captions", "")
    elif included is False and "AvailMetadata/CaptionExemption" not in cells:
        yield "AvailMetadata/CaptionExemption", Problem("caption-exemption", "")

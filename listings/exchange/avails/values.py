"""How each column's value is read. A reader takes the cell's text (never empty) and hands back value and problems."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from stdnum.iso7064 import mod_37_36

from listings.exchange.avails import vocabulary as words
from listings.exchange.avails.dates import is_duration, read_date, read_edge, read_release
from listings.exchange.avails.languages import read_languages
from listings.exchange.avails.places import read_currency, read_territories
from listings.exchange.avails.problems import Problem, Value, wrong_value

Reader = Callable[[str], Value[Any]]
YES = frozenset({"yes", "y", "true", "t", "1", "true()"})
NO = frozenset({"no", "n", "false", "f", "0", "false()"})
RUN_TIME = re.compile(r"(\d{1,3}):([0-5]?\d)(?::([0-5]?\d)(?:\.\d+)?)?", re.ASCII)
LIKE_EIDR = re.compile(r"10\.5240|urn:eidr", re.IGNORECASE)
EIDR = re.compile(r"(?:urn:eidr:10\.5240:|10\.5240/)((?:[0-9A-F]{4}-){5})([0-9A-Z])")


def read_boolean(text: str) -> Value[bool | None]:
    """Yes/No, Y/N, T/F, True/False, 1/0 in any case."""
    word = text.lower()
    if word in YES or word in NO:
        return Value(word in YES)
    return wrong_value(None, "boolean-form", text)


def read_year(text: str) -> Value[str]:
    return read_release(text) if re.match(r"\d{4}(-|$)", text, re.ASCII) else wrong_value("", "year-form", text)


def read_lift_date(text: str) -> Value[date | None]:
    """A date, or N/A: nothing is suppressed."""
    return Value(None) if text == "N/A" else read_date(text)


def read_integer(text: str) -> Value[int | None]:
    if re.fullmatch(r"-?\d{1,9}", text, re.ASCII):
        return Value(int(text))
    return wrong_value(None, "integer-form", text)


def read_amount(text: str) -> Value[Decimal | None]:
    """An amount of money, not below zero. The placeholder TBD is allowed by the standard."""
    if text == "TBD":
        return Value(None)
    try:
        amount = Decimal(text)
    except InvalidOperation:
        return _amount_meant(text)
    if not amount.is_finite():
        return wrong_value(None, "number-form", text)
    if amount < 0:
        return wrong_value(None, "money-negative", text)
    return Value(amount)


def _amount_meant(text: str) -> Value[Decimal | None]:
    """1,234.50 and 12,5 and $12: say what was probably meant when only one thing can be."""
    plain = re.sub(r"[\s¥$€£฿₫₱]|[A-Z]{3}", "", text)
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", plain):
        better = plain.replace(",", "")
    elif re.fullmatch(r"\d+,\d{1,2}", plain):
        better = plain.replace(",", ".")
    else:
        better = plain if re.fullmatch(r"\d+(\.\d+)?", plain) else ""
    return Value(None, (Problem("number-form", text, {"better": better} if better else {}),))


def read_duration(text: str) -> Value[str]:
    return Value(text) if is_duration(text) else wrong_value("", "duration-form", text)


def read_hours(text: str) -> Value[str]:
    """Hours as a number (48), or an ISO duration (PT48H); handed back as the duration."""
    if re.fullmatch(r"\d{1,6}", text, re.ASCII):
        return Value(f"PT{text}H")
    return read_duration(text)


def read_run_time(text: str) -> Value[str]:
    """HH:MM:SS or HH:MM (10:00 is ten hours), or an ISO duration; handed back as the duration."""
    found = RUN_TIME.fullmatch(text)
    if found:
        hours, minutes, seconds = found.groups()
        return Value(f"PT{int(hours)}H{int(minutes)}M" + (f"{int(seconds)}S" if seconds else ""))
    return Value(text) if is_duration(text) else wrong_value("", "runtime-form", text)


def read_eidr(text: str) -> Value[str]:
    """An EIDR, whose form and check character only warn: real files carry made-up numbers, and ids of their own."""
    found = EIDR.fullmatch(text)
    if not found and not LIKE_EIDR.match(text):
        return Value(text)
    if not found:
        return Value(text, (Problem("eidr-form", text),))
    right = str(mod_37_36.calc_check_digit(found[1].replace("-", "")))
    if found[2] == right:
        return Value(text)
    return Value(text, (Problem("eidr-check", text, {"list": right}),))


def read_list(text: str) -> Value[tuple[str, ...]]:
    """Identifiers in one cell; `;` is the standard's sign, commas are met as often."""
    return Value(tuple(part.strip() for part in re.split(r"[;,]", text) if part.strip()))


def one_of(allowed: tuple[str, ...], *, strict: bool = True, any_case: bool = False) -> Reader:
    """A reader of a closed (strict) or open list. Case counts, unless `any_case`."""
    loose = {word.lower(): word for word in allowed}
    listed = ", ".join(allowed)

    def read(text: str) -> Value[str]:
        known = loose.get(text.lower(), "")
        if text in allowed or (any_case and known):
            return Value(known)
        better = {"better": known} if known else {}
        return Value(text, (Problem("not-listed" if strict else "unusual", text, {"list": listed} | better),))

    return read


def flag_or(allowed: tuple[str, ...]) -> Reader:
    """A reader of yes, no, or one of a few names."""
    names = one_of(allowed, strict=False, any_case=True)
    return lambda text: Value(text) if text.lower() in YES | NO else names(text)


def column_readers() -> dict[str, Reader]:
    """{column key: reader}. Columns without one are free text."""
    named: dict[str, Reader] = {
        "AvailTrans/Start": lambda text: read_edge(text, end=False),
        "AvailTrans/End": lambda text: read_edge(text, end=True),
        "AvailTrans/Territory": read_territories,
        "AvailTrans/TerritoryExclusion": read_territories,
        "AvailTrans/LicenseType": one_of(words.LICENSE_TYPES, strict=False),
        "AvailTrans/FormatProfile": one_of(words.FORMAT_PROFILES),
        "AvailTrans/HDR": flag_or(words.HDR),
        "AvailTrans/WCG": flag_or(words.FLAGS),
        "AvailTrans/HFR": flag_or(words.FLAGS),
        "AvailTrans/NGAudio": flag_or(words.NGAUDIO),
        "AvailTrans/PriceType": one_of(words.PRICE_TYPES, strict=False),
        "AvailTrans/PriceCurrency": read_currency,
        "AvailTrans/SRP": read_amount,
        "AvailTrans/WindowDuration": read_duration,
        "AvailTrans/TitleStatus": one_of(words.TITLE_STATUSES),
        "AvailTrans/TPRType": one_of(words.TPR_TYPES),
        "Disposition/EntryType": one_of(words.ENTRY_TYPES),
        "AvailAsset/WorkType": one_of(words.WORK_TYPES),
        "AvailMetadata/LocalizationType": one_of(words.LOCALIZATIONS),
        "AvailMetadata/CaptionExemption": one_of(words.EXEMPTIONS),
        "AvailMetadata/ReleaseYear": read_year,
        "AvailMetadata/TotalRunTime": read_run_time,
    }
    for reader, keys in _SHARED.items():
        named |= dict.fromkeys(keys.split(), reader)
    return named


_SHARED: dict[Reader, str] = {
    read_duration: "AvailTrans/StartLag AvailTrans/EndLag",
    read_languages: """AvailTrans/AllowedLanguages AvailTrans/AssetLanguage AvailTrans/HoldbackLanguage
        AvailTrans/RequiredFulfillmentLanguages""",
    read_lift_date: "AvailTrans/SuppressionLiftDate",
    read_date: "AvailTrans/SpecialPreOrderFulfillDate AvailTrans/AnnounceDate AvailTrans/FixedEndDate",
    read_release: "AvailMetadata/ReleaseHistoryOriginal AvailMetadata/ReleaseHistoryPhysicalHV",
    read_hours: "AvailTrans/RentalDuration AvailTrans/WatchDuration",
    read_boolean: "AvailTrans/Exclusive AvailTrans/BrandingRights Avail/ExceptionFlag AvailMetadata/CaptionIncluded",
    read_integer: """AvailMetadata/SeasonNumber AvailMetadata/EpisodeNumber AvailMetadata/VolumeNumber AvailMetadata/EpisodeCount
        AvailMetadata/SeasonCount AvailMetadata/VolumeFirstEpisodeNumber AvailMetadata/VolumeNumberOfEpisodes""",
    read_list: "Avail/BundledALIDs Avail/AssociatedALID Avail/RefALID",
    read_eidr: """AvailAsset/TitleID AvailAsset/EditID AvailMetadata/EpisodeTitleID AvailMetadata/EpisodeID
        AvailMetadata/SeasonID AvailMetadata/SeriesID AvailMetadata/VolumeID""",
}

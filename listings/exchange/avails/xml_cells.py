"""Lays out an Avail of XML as rows of a workbook: one for each transaction and asset, by the workbook's column keys.

So one set of rules reads both. What no column can hold (a second price, a title in a further language) gets a key of its
own: "Term/<name>/<kind>", "AvailMetadata/TitleDisplayUnlimited@th".
"""

import re
from collections.abc import Iterator

from listings.exchange.avails.build import TERM_COLUMNS
from listings.exchange.avails.vocabulary import PRICE_TYPES
from listings.exchange.avails.xml_tree import (
    Element,
    children_named,
    element_text,
    element_texts,
    first_child,
    local_name,
    text_of,
)

Cells = dict[str, str]
EIDR_URN = re.compile(r"urn:eidr:10\.5240:(.+)")
TERM_KEYS = {key.partition("/")[2]: key for key in TERM_COLUMNS} | {
    "PreOrderFulfillDate": "AvailTrans/SpecialPreOrderFulfillDate",
    "PreorderFulfillDate": "AvailTrans/SpecialPreOrderFulfillDate",
}
_COMMON = {
    "ReleaseDate": "AvailMetadata/ReleaseYear",
    "RunLength": "AvailMetadata/TotalRunTime",
    "USACaptionsExemptionReason": "AvailMetadata/CaptionExemption",
    "LocalizationOffering": "AvailMetadata/LocalizationType",
}
_BY_NAME = {
    "Metadata": {"EditEIDR-URN": "AvailAsset/EditID", "TitleEIDR-URN": "AvailAsset/TitleID"},
    "EpisodeMetadata": {"EditEIDR-URN": "AvailMetadata/EpisodeID", "TitleEIDR-URN": "AvailMetadata/EpisodeTitleID"},
    "SeasonMetadata": {
        "SeasonContentID": "AvailAsset/SeasonContentID",
        "SeasonEIDR-URN": "AvailMetadata/SeasonID",
        "NumberOfEpisodes": "AvailMetadata/EpisodeCount",
        "SeasonStatus": "AvailMetadata/SeasonStatus",
    },
    "SeriesMetadata": {
        "SeriesContentID": "AvailAsset/SeriesContentID",
        "SeriesEIDR-URN": "AvailMetadata/SeriesID",
        "NumberOfSeasons": "AvailMetadata/SeasonCount",
        "SeriesStatus": "AvailMetadata/SeriesStatus",
    },
    "VolumeMetadata": {
        "VolumeContentID": "AvailAsset/VolumeContentID",
        "VolumeEIDR-URN": "AvailMetadata/VolumeID",
        "VolumeFirstEpisodeNumber": "AvailMetadata/VolumeFirstEpisodeNumber",
        "VolumeNumberOfEpisodes": "AvailMetadata/VolumeNumberOfEpisodes",
        "Status": "AvailMetadata/VolumeStatus",
    },
}
_TRANSACTION = {
    "LicenseType": "AvailTrans/LicenseType",
    "Description": "AvailTrans/Description",
    "WindowDuration": "AvailTrans/WindowDuration",
    "LicenseRightsDescription": "AvailTrans/LicenseRightsDescription",
    "FormatProfile": "AvailTrans/FormatProfile",
    "ContractID": "AvailTrans/ContractID",
    "ReportingID": "Avail/ReportingID",
    "OtherInstructions": "AvailTrans/OtherInstructions",
    "ExperienceCondition": "AvailTrans/ExperienceCondition",
}
_RELEASES = {"original": "AvailMetadata/ReleaseHistoryOriginal", "DVD": "AvailMetadata/ReleaseHistoryPhysicalHV"}
_ECOSYSTEMS = {"UVVU": "Avail/UV_ID", "DMA": "Avail/DMA_ID"}


def rows_of(avail: Element) -> Iterator[tuple[Element, Cells]]:
    """(transaction, cells) for each transaction and asset of an Avail."""
    common = _avail(avail)
    assets = [_asset(asset) for asset in children_named(avail, "Asset")]
    for transaction in children_named(avail, "Transaction"):
        own = _transaction(transaction)
        for asset in assets:
            cells = common | asset | own
            yield transaction, {key: value for key, value in cells.items() if value}


def _avail(avail: Element) -> Cells:
    shared = {
        key: text_of(one, "EcosystemID")
        for one in children_named(avail, "SharedEntitlement")
        for name, key in _ECOSYSTEMS.items()
        if one.get("ecosystem") == name
    }
    flag = text_of(avail, "ExceptionFlag")
    return shared | {
        "Avail/ALID": text_of(avail, "ALID"),
        "Avail/DisplayName": text_of(avail, "Licensor", "DisplayName"),
        "Avail/ServiceProvider": text_of(avail, "ServiceProvider", "DisplayName"),
        "Avail/AssociatedALID": "; ".join(element_texts(avail, "AssociatedALID")),
        "Avail/ExceptionFlag": {"true": "Yes", "1": "Yes", "false": "No", "0": "No"}.get(flag, flag),
        "Disposition/EntryType": text_of(avail, "Disposition", "EntryType"),
    }


def _asset(asset: Element) -> Cells:
    work_type = text_of(asset, "WorkType")
    cells: Cells = {}
    for one in asset:
        if local_name(one).endswith("Metadata"):
            cells |= _metadata(one)
    identity = (
        f"AvailAsset/{work_type}ContentID"
        if work_type in ("Series", "Season", "Episode", "Volume")
        else "AvailAsset/ContentID"
    )
    cells["AvailAsset/WorkType"] = work_type
    cells[identity] = asset.get("contentID", "").strip()
    cells["Avail/BundledALIDs"] = "; ".join(
        text_of(one, "BundledALID") for one in children_named(asset, "BundledAsset")
    )
    return cells


def _metadata(element: Element) -> Cells:
    """The metadata of a work and, inside it, of its season and series; the work's own come first."""
    kind = local_name(element)
    names = _COMMON | _BY_NAME.get(kind, {})
    cells: Cells = {}
    above: Cells = {}
    for one in element:
        name = local_name(one)
        if name in names:
            cells[names[name]] = _eidr(element_text(one))
        elif name.endswith(("TitleDisplayUnlimited", "TitleInternalAlias")):
            _title(cells, one, kind)
        elif name.endswith(("SeasonMetadata", "SeriesMetadata")):
            above |= _metadata(one)
        elif name in ("EpisodeNumber", "SeasonNumber", "VolumeNumber"):
            cells[f"AvailMetadata/{name}"] = text_of(one, "Number")
            if name == "VolumeNumber":
                cells["AvailMetadata/VolumeDistributionNumber"] = text_of(one, "DistributionNumber")
        else:
            _detail(cells, one)
    return above | {key: value for key, value in cells.items() if value}


def _title(cells: Cells, element: Element, kind: str) -> None:
    """A title; further ones in other languages get their tag behind an @."""
    name = local_name(element)
    if kind == "EpisodeMetadata":
        name = f"Episode{name}"
    key = f"AvailMetadata/{name}"
    language = element.get("language") or element.get("region")
    cells.setdefault(key, element_text(element))
    if language:
        cells[f"{key}@{language}"] = element_text(element)


def _detail(cells: Cells, element: Element) -> None:
    """The parts of metadata that are more than one text."""
    name = local_name(element)
    if name.endswith("AltIdentifier"):
        _alt_identifier(cells, element)
    elif name == "ReleaseHistory" and text_of(element, "ReleaseType") in _RELEASES:
        cells.setdefault(_RELEASES[text_of(element, "ReleaseType")], text_of(element, "Date"))
    elif name == "People" and text_of(element, "Job", "JobFunction") == "Director":
        cells.setdefault("AvailMetadata/Director", text_of(element, "Name", "DisplayName"))
    elif name == "GroupingEntity" and text_of(element, "Type") == "channel":
        cells.setdefault(
            "AvailMetadata/GroupIdentity", text_of(element, "DisplayName") or text_of(element, "GroupIdentity")
        )
    elif name == "CompanyDisplayCredit":
        cells.setdefault("AvailMetadata/CompanyDisplayCredit", text_of(element, "DisplayString"))
    elif name == "Ratings":
        rating = first_child(element, "Rating")
        if rating is not None:
            _rating(cells, rating)


def _rating(cells: Cells, rating: Element) -> None:
    """The first rating. The others are checked where they stand."""
    where = text_of(rating, "Region", "country") or text_of(rating, "Region", "countryRegion")
    cells["AvailMetadata/RatingSystem"] = text_of(rating, "System")
    cells["AvailMetadata/RatingValue"] = text_of(rating, "Value")
    cells["AvailMetadata/RatingReason"] = ", ".join(element_texts(rating, "Reason"))
    cells["AvailMetadata/RatingRegion"] = where


def _alt_identifier(cells: Cells, element: Element) -> None:
    """MovieLabs' converters keep columns without an element as "RetailerID1:value" in the namespace org:mddf."""
    namespace, identifier = text_of(element, "Namespace"), text_of(element, "Identifier")
    column, colon, value = identifier.partition(":")
    if namespace == "org:mddf" and colon and column.isalnum():
        group = "AvailAsset" if column == "AltID" else "AvailMetadata"
        cells.setdefault(f"{group}/{column}", value)
    else:
        cells.setdefault(f"AvailMetadata/{local_name(element)}:{namespace}", identifier)


def _transaction(transaction: Element) -> Cells:
    cells = {key: text_of(transaction, name) for name, key in _TRANSACTION.items()}
    cells["Avail/AvailID"] = transaction.get("TransactionID", "").strip()
    cells["Avail/Licensee"] = text_of(transaction, "Licensee", "DisplayName")
    cells["Avail/RefALID"] = "; ".join(element_texts(transaction, "RefALID"))
    for side in ("Start", "End"):
        condition = first_child(transaction, f"{side}Condition")
        cells[f"AvailTrans/{side}"] = text_of(transaction, side) if condition is None else element_text(condition)
        cells[f"AvailTrans/{side}Lag"] = "" if condition is None else condition.get("lag", "")
    for name, key in (("Territory", "Territory"), ("TerritoryExcluded", "TerritoryExclusion")):
        cells[f"AvailTrans/{key}"] = ", ".join(
            text_of(one, "country") or text_of(one, "countryRegion") for one in children_named(transaction, name)
        )
    _languages(cells, transaction)
    profile = first_child(transaction, "FormatProfile")
    for name in ("HDR", "WCG", "HFR", "NGAudio"):
        cells[f"AvailTrans/{name}"] = "" if profile is None else profile.get(name, "")
    for term in children_named(transaction, "Term"):
        _term(cells, term)
    return cells


def _languages(cells: Cells, transaction: Element) -> None:
    for name, key in (
        ("AllowedLanguage", "AllowedLanguages"),
        ("AssetLanguage", "AssetLanguage"),
        ("HoldbackLanguage", "HoldbackLanguage"),
    ):
        cells[f"AvailTrans/{key}"] = ", ".join(_tagged(one) for one in children_named(transaction, name))
    provided = [
        one for one in children_named(transaction, "AssetLanguage") if one.get("assetProvided") in ("true", "1")
    ]
    cells["AvailTrans/RequiredFulfillmentLanguages"] = ", ".join(element_text(one) for one in provided)


def _tagged(language: Element) -> str:
    asset = language.get("asset")
    return f"{element_text(language)}:{asset}" if asset else element_text(language)


def _term(cells: Cells, term: Element) -> None:
    """A term in its own column; a second price, or a term without a column, under a key of its own."""
    name, value = term.get("termName", ""), next(iter(term), None)
    if value is None or not name:
        return
    kind, amount, currency = local_name(value), element_text(value), value.get("currency", "")
    if name in PRICE_TYPES and name != "SRP" and "AvailTrans/PriceType" not in cells:
        cells["AvailTrans/PriceType"], cells["AvailTrans/PriceValue"] = name, amount
        if currency:
            cells["AvailTrans/PriceCurrency"] = currency
    elif name in TERM_KEYS and TERM_KEYS[name] not in cells and (kind != "Money" or _one_currency(cells, currency)):
        cells[TERM_KEYS[name]] = amount
        if currency:
            cells["AvailTrans/PriceCurrency"] = currency
    else:
        key = f"Term/{name}/{kind}"
        while key in cells:
            key += "/2"
        cells[key] = f"{amount} {currency}".strip()


def _one_currency(cells: Cells, currency: str) -> bool:
    """Whether the one column of currencies can say this price's too."""
    return cells.get("AvailTrans/PriceCurrency", currency) == currency


def _eidr(written: str) -> str:
    """Workbooks write EIDRs with a stroke, XML as a URN."""
    return EIDR_URN.sub(r"10.5240/\1", written)

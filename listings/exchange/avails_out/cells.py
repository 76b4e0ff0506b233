"""A transaction as the cells of a workbook's row: the way back from `listings.exchange.avails.build`.

Lists have no blanks behind their commas, because other readers split at the comma and keep the rest.
"""

import re
from collections.abc import Iterable
from datetime import time

from listings.exchange.avails.build import TERM_COLUMNS, TERM_NAMES
from listings.exchange.avails.model import Edge, Language, Term, Transaction
from listings.exchange.avails.required import content_id_key
from listings.exchange.avails.vocabulary import PRICE_TYPES

LAST_SECOND = time(23, 59, 59)
_COLUMN_OF_TERM = {TERM_NAMES.get(key.partition("/")[2], key.partition("/")[2]): key for key in TERM_COLUMNS}
# Columns of the asset's own group; all other metadata is AvailMetadata.
_OF_ASSET = frozenset(
    {
        "TitleID",
        "EditID",
        "AltID",
        "ContentID",
        "SeriesContentID",
        "SeasonContentID",
        "VolumeContentID",
        "EpisodeContentID",
        "PackageLabel",
        "Metadata",
    }
)
_OF_AVAIL = frozenset(
    {
        "UV_ID",
        "DMA_ID",
        "ReportingID",
        "ExceptionFlag",
        "BundledALIDs",
        "RetailerSpare1",
        "RetailerSpare2",
        "RetailerSpare3",
        "StoreType",
        "AssociatedALID",
        "RefALID",
    }
)


def cells_of(one: Transaction) -> dict[str, str]:
    """{column key: text} of a row. Empty cells are left out, and so is what no column can hold."""
    cells = _avail_cells(one) | _transaction_cells(one) | _asset_cells(one)
    for name, text in one.fields.items():
        cells[f"{'Avail' if name in _OF_AVAIL else 'AvailTrans'}/{name}"] = text
    for term in one.terms:
        _write_term(cells, term)
    if one.exclusive is not None:
        cells["AvailTrans/Exclusive"] = yes_no(one.exclusive)
    return {key: text for key, text in cells.items() if text}


def _avail_cells(one: Transaction) -> dict[str, str]:
    return {
        "Avail/DisplayName": one.licensor,
        "Avail/Licensee": one.licensee,
        "Avail/ServiceProvider": one.service_provider,
        "Avail/ALID": one.alid,
        "Avail/AvailID": one.avail_id,
        "Disposition/EntryType": one.entry_type,
    }


def _transaction_cells(one: Transaction) -> dict[str, str]:
    return {
        "AvailTrans/LicenseType": one.license_type,
        "AvailTrans/FormatProfile": one.format_profile,
        "AvailTrans/Territory": ",".join(one.territories),
        "AvailTrans/TerritoryExclusion": ",".join(one.excluded),
        "AvailTrans/Start": edge_text(one.start),
        "AvailTrans/StartLag": one.start.lag,
        "AvailTrans/End": edge_text(one.end, end=True),
        "AvailTrans/EndLag": one.end.lag,
        "AvailTrans/AllowedLanguages": languages_text(one.allowed),
        "AvailTrans/AssetLanguage": languages_text(one.asset_languages),
        "AvailTrans/HoldbackLanguage": languages_text(one.held_back),
        "AvailTrans/ContractID": one.contract_id,
    }


def _asset_cells(one: Transaction) -> dict[str, str]:
    asset = one.asset
    cells = {"AvailAsset/WorkType": asset.work_type, content_id_key(asset.work_type): asset.content_id}
    for name, text in asset.titles.items():
        if "@" not in name:  # a workbook has one display title only
            cells[f"AvailMetadata/{name}"] = text
    for name, text in asset.fields.items():
        cells[f"{'AvailAsset' if name in _OF_ASSET else 'AvailMetadata'}/{name}"] = text
    if "AvailMetadata/TotalRunTime" in cells:
        cells["AvailMetadata/TotalRunTime"] = run_time_text(cells["AvailMetadata/TotalRunTime"])
    return cells


def _write_term(cells: dict[str, str], term: Term) -> None:
    """A price in the columns of prices, any other term in its own. What has neither cannot be said in a workbook."""
    key = _COLUMN_OF_TERM.get(term.name)
    if key is None:
        if term.name in PRICE_TYPES and "AvailTrans/PriceType" not in cells:
            cells["AvailTrans/PriceType"] = re.sub(r"(Episode|Season)(?=WSP)", "", term.name)
            cells["AvailTrans/PriceValue"] = term.text
    elif term.kind == "Boolean":
        cells[key] = yes_no(term.text == "true")
    else:
        cells[key] = hours_text(term.text) if term.kind == "Duration" else term.text
    if term.currency:
        cells.setdefault("AvailTrans/PriceCurrency", term.currency)


def edge_text(edge: Edge, *, end: bool = False) -> str:
    """A bare date for a whole day, an ISO date-time otherwise, or the condition's word."""
    if edge.at is None:
        return edge.condition
    whole = edge.at.time() == (LAST_SECOND if end else time.min) and edge.at.tzinfo is None
    return edge.at.date().isoformat() if whole else edge.at.isoformat()


def languages_text(languages: Iterable[Language]) -> str:
    """th,en:audio,zh-Hans:subtitle"""
    return ",".join(f"{one.tag}:{one.asset}" if one.asset else one.tag for one in languages)


def run_time_text(text: str) -> str:
    """An ISO duration as HH:MM:SS; anything else as it is."""
    found = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?", text)
    return "{:02}:{:02}:{:02}".format(*(int(part or 0) for part in found.groups())) if found else text


def hours_text(text: str) -> str:
    """PT48H as 48, the way workbooks say rental times; anything else as it is."""
    found = re.fullmatch(r"PT(\d+)H", text)
    return found[1] if found else text


def yes_no(true: bool) -> str:
    """Yes or No."""
    return "Yes" if true else "No"

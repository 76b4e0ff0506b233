"""Makes a transaction of a row's cells. Called only for rows without an error."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from listings.exchange.avails.model import Asset, Edge, Term, Transaction
from listings.exchange.avails.required import content_id_key
from listings.exchange.avails.vocabulary import is_money

# Terms that are a column each, with the kind of their value.
TERM_COLUMNS = {
    "AvailTrans/SRP": "Money",
    "AvailTrans/SuppressionLiftDate": "Event",
    "AvailTrans/SpecialPreOrderFulfillDate": "Event",
    "AvailTrans/AnnounceDate": "Event",
    "AvailTrans/FixedEndDate": "Event",
    "AvailTrans/RentalDuration": "Duration",
    "AvailTrans/WatchDuration": "Duration",
    "AvailTrans/Download": "Text",
    "AvailTrans/TitleStatus": "Text",
    "AvailTrans/TPRType": "Text",
    "AvailTrans/CampaignID": "ID",
    "AvailTrans/Exclusive": "Boolean",
    "AvailTrans/ExclusiveAttributes": "Text",
    "AvailTrans/BrandingRights": "Boolean",
    "AvailTrans/BrandingRightsAttributes": "Text",
}
TERM_NAMES = {"SpecialPreOrderFulfillDate": "PreOrderFulfillDate"}
# What has a place of its own in the model.
_PLACED = frozenset(
    {
        "Avail/ALID", "Avail/AvailID", "Avail/DisplayName", "Avail/Licensee", "Avail/ServiceProvider", "Disposition/EntryType",
        "AvailTrans/LicenseType", "AvailTrans/FormatProfile", "AvailTrans/Territory", "AvailTrans/TerritoryExclusion",
        "AvailTrans/Start", "AvailTrans/End", "AvailTrans/StartLag", "AvailTrans/EndLag", "AvailTrans/AllowedLanguages",
        "AvailTrans/AssetLanguage", "AvailTrans/HoldbackLanguage", "AvailTrans/PriceType", "AvailTrans/PriceValue",
        "AvailTrans/PriceCurrency", "AvailTrans/ContractID", "AvailAsset/WorkType",
    }
    | TERM_COLUMNS.keys()
)  # fmt: skip
_PRICE = "AvailTrans/PriceType"


def build_transaction(row: int, cells: Mapping[str, str], parsed: Mapping[str, Any]) -> Transaction:
    """The transaction of a row: `cells` as written, `parsed` the values of those columns that have a form."""
    get = cells.get
    asset, fields = _build_asset(cells)
    return Transaction(
        row=row,
        alid=cells["Avail/ALID"],
        avail_id=get("Avail/AvailID", ""),
        entry_type=cells["Disposition/EntryType"],
        licensor=cells["Avail/DisplayName"],
        licensee=get("Avail/Licensee", ""),
        service_provider=get("Avail/ServiceProvider", ""),
        asset=asset,
        license_type=cells["AvailTrans/LicenseType"],
        format_profile=cells["AvailTrans/FormatProfile"],
        territories=parsed["AvailTrans/Territory"],
        excluded=parsed.get("AvailTrans/TerritoryExclusion", ()),
        start=_lagged_edge(parsed["AvailTrans/Start"], get("AvailTrans/StartLag", "")),
        end=_lagged_edge(parsed["AvailTrans/End"], get("AvailTrans/EndLag", "")),
        allowed=parsed.get("AvailTrans/AllowedLanguages", ()),
        asset_languages=parsed.get("AvailTrans/AssetLanguage", ()),
        held_back=parsed.get("AvailTrans/HoldbackLanguage", ()),
        exclusive=parsed.get("AvailTrans/Exclusive"),
        contract_id=get("AvailTrans/ContractID", ""),
        terms=_build_terms(cells, parsed),
        fields=fields,
    )


def _lagged_edge(edge: Edge, lag: str) -> Edge:
    return Edge(edge.at, edge.condition, lag) if lag else edge


def _build_asset(cells: Mapping[str, str]) -> tuple[Asset, dict[str, str]]:
    """The work, and what is left for the transaction's own fields."""
    identity = content_id_key(cells["AvailAsset/WorkType"])
    titles: dict[str, str] = {}
    about: dict[str, str] = {}
    fields: dict[str, str] = {}
    found = {"title": titles, "about": about, "field": fields}
    for key, text in cells.items():
        kind, name = _field_of_column(key)
        if kind and key != identity:
            found[kind][name] = text
    return Asset(cells[identity], cells["AvailAsset/WorkType"], titles, about), fields


@lru_cache(maxsize=1024)
def _field_of_column(key: str) -> tuple[str, str]:
    """Where a column goes (title, about, field, or "" = it has a place of its own), and under which name."""
    group, _, name = key.partition("/")
    if key in _PLACED or group == "Term":
        return "", name
    if group == "AvailMetadata" and "Title" in name and not name.endswith("ID"):
        return "title", name
    return "about" if group in ("AvailMetadata", "AvailAsset") else "field", name


def _build_terms(cells: Mapping[str, str], parsed: Mapping[str, Any]) -> tuple[Term, ...]:
    found = []
    currency = cells.get("AvailTrans/PriceCurrency", "")
    if _PRICE in cells:
        name = price_name(cells[_PRICE], cells["AvailAsset/WorkType"])
        money = is_money(name)
        text = cells["AvailTrans/PriceValue"]
        found.append(Term(name, "Money" if money else "Text", text, currency))
    for key, kind in TERM_COLUMNS.items():
        if key in cells:
            name = key.partition("/")[2]
            text = _term_text(kind, cells[key], parsed.get(key))
            found.append(Term(TERM_NAMES.get(name, name), kind, text, currency if kind == "Money" else ""))
    found += [_extra_term(key, text) for key, text in cells.items() if key.startswith("Term/")]
    return tuple(found)


def _term_text(kind: str, text: str, value: object) -> str:
    """In the form of XML: true and false, durations as ISO 8601."""
    if kind == "Boolean":
        return "true" if value else "false"
    return str(value) if kind == "Duration" else text


def price_name(price_type: str, work_type: str) -> str:
    """XML's name of a price: a workbook's WSP is EpisodeWSP or SeasonWSP on rows of series."""
    prefix = "TPR-" if price_type.startswith("TPR-") else ""
    if price_type.removeprefix("TPR-") == "WSP" and work_type in ("Episode", "Season"):
        return f"{prefix}{work_type}WSP"
    return price_type


def _extra_term(key: str, text: str) -> Term:
    """A term of XML that no column has: key "Term/<name>/<kind>", money as "3.99 CNY"."""
    _, name, kind, *_rest = key.split("/")
    if kind == "Money":
        amount, _, currency = text.partition(" ")
        return Term(name, kind, amount, currency)
    return Term(name, kind, text)

"""Rules about what an Avail in XML holds together: its type, its assets, their metadata, its references and terms."""

from collections.abc import Iterator

from listings.exchange.avails.model import Finding
from listings.exchange.avails.ratings import rating_problems
from listings.exchange.avails.vocabulary import TERM_NAMES
from listings.exchange.avails.xml_tree import (
    Element,
    children_named,
    element_texts,
    first_child,
    local_name,
    report_at,
    text_of,
)

# AvailType -> (work types, least, most) of its assets.
ASSETS = {
    "single": (("Movie", "Short"), 1, 1),
    "episode": (("Episode",), 1, 1),
    "season": (("Season",), 1, 1),
    "series": (("Series",), 1, 1),
    "miniseries": (("Series",), 1, 1),
    "volume": (("Volume",), 1, 1),
    "bundle": (("Collection",), 1, 1),
    "supplement": (("Supplemental",), 1, 10**6),
    "promotion": (("Promotion",), 1, 10**6),
}
METADATA = {
    "Movie": "Metadata",
    "Short": "Metadata",
    "Collection": "Metadata",
    "Series": "SeriesMetadata",
    "Season": "SeasonMetadata",
    "Episode": "EpisodeMetadata",
    "Volume": "VolumeMetadata",
}
REFERRING = ("supplement", "promotion")


def structure_findings(avail: Element) -> Iterator[Finding]:
    """Everything wrong with the Avail as a whole."""
    kind = text_of(avail, "AvailType")
    assets, transactions = children_named(avail, "Asset"), children_named(avail, "Transaction")
    yield from _assets_of(avail, kind, assets)
    for asset in assets:
        yield from _check_asset(asset, kind)
    for transaction in transactions:
        yield from _check_references(transaction, kind)
        yield from _check_terms(transaction)
    firsts = [_first_rating(asset) for asset in assets]
    for rating in avail.iter("{*}Rating"):
        if not any(rating is first for first in firsts):
            yield from _check_rating(rating)


def _assets_of(avail: Element, kind: str, assets: list[Element]) -> Iterator[Finding]:
    works = [text_of(asset, "WorkType") for asset in assets]
    if kind == "collection" and len(assets) < 2 and len(list(avail.iter("{*}BundledAsset"))) < 2:
        yield _of_type(avail, kind, "2+ Asset")
    if kind not in ASSETS:
        return
    wanted, least, most = ASSETS[kind]
    count = sum(work in wanted for work in works)
    others = kind == "single" and any(work in ("Collection", "Franchise", "Series", "Season") for work in works)
    if not least <= count <= most or others:
        yield _of_type(avail, kind, f"1 Asset: {' | '.join(wanted)}")
    if kind == "bundle" and not list(avail.iter("{*}BundledAsset")):
        yield _of_type(avail, kind, "1+ BundledAsset")
    if kind in REFERRING and not list(avail.iter("{*}RefALID")):
        yield _of_type(avail, kind, "RefALID")


def _of_type(avail: Element, kind: str, needed: str) -> Finding:
    return report_at("avail-type", avail, "AvailType", kind, list=needed)


def _check_asset(asset: Element, kind: str) -> Iterator[Finding]:
    work = text_of(asset, "WorkType")
    has = next((local_name(one) for one in asset if local_name(one).endswith("Metadata")), "")
    needed = METADATA.get(work)
    if needed and has and has != needed:
        yield report_at("metadata-kind", asset, needed, work, name=needed, other=has)
    if work == "Episode" and kind != "episode":
        yield _of_type(asset, kind, "1 Asset: Episode")
    if work == "Episode" and has == "EpisodeMetadata" and not text_of(asset, has, "EpisodeNumber", "Number"):
        yield report_at("element-missing", asset, "EpisodeNumber", "", name="Number", other="EpisodeNumber")
    if work != "Collection" and first_child(asset, "BundledAsset") is not None:
        yield report_at("bundle-only", asset, "BundledAsset", "", other=work)


def _check_references(transaction: Element, kind: str) -> Iterator[Finding]:
    found = first_child(transaction, "RefALID")
    if found is not None and kind not in REFERRING:
        yield report_at("refers-only", found, "RefALID", found.text or "", other=kind)


def _check_terms(transaction: Element) -> Iterator[Finding]:
    names = [term.get("termName", "") for term in children_named(transaction, "Term")]
    if text_of(transaction, "LicenseType") == "POEST" and names.count("SuppressionLiftDate") > 1:
        yield report_at("element-twice", transaction, "Term", "", name="SuppressionLiftDate", other="Transaction")
    for term in children_named(transaction, "Term"):
        name = term.get("termName", "")
        if name and name not in TERM_NAMES:
            yield report_at("unusual", term, "termName", name, list="Tier, Category, LicenseFee, WSP, SRP, …")


def _first_rating(asset: Element) -> Element | None:
    """The rating that becomes cells, and is checked there."""
    ratings = next((found for one in asset if (found := first_child(one, "Ratings")) is not None), None)
    return None if ratings is None else first_child(ratings, "Rating")


def _check_rating(rating: Element) -> Iterator[Finding]:
    where = text_of(rating, "Region", "country") or text_of(rating, "Region", "countryRegion")
    reasons = ",".join(element_texts(rating, "Reason"))
    system, value = text_of(rating, "System"), text_of(rating, "Value")
    for name, problem in rating_problems(system, value, reasons, (where,) if where else ()):
        yield report_at(problem.rule, rating, name, problem.value, **problem.params)

"""Another reader's view of the good workbooks: MovieLabs' own conversion to XML, read by a few lines of our own."""

from pathlib import Path

from lxml import etree

SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "avails"
MD = "{http://www.movielabs.com/schema/md/"


def local(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def texts(element: etree._Element, name: str) -> list[str]:
    return [(one.text or "").strip() for one in element if local(one) == name]


def one(element: etree._Element, name: str) -> str:
    return (texts(element, name) or [""])[0]


def places(element: etree._Element, name: str) -> tuple[str, ...]:
    return tuple(place[0].text for place in element if local(place) == name)


def tags(element: etree._Element, name: str) -> tuple[tuple[str, str], ...]:
    return tuple((tag.text, tag.get("asset", "")) for tag in element if local(tag) == name)


def prices(element: etree._Element) -> tuple[tuple[str, str], ...]:
    """(term's name, amount or text) of the terms that are prices."""
    found = []
    for term in element:
        if local(term) == "Term" and local(term[0]) in ("Money", "Text"):
            name = term.get("termName")
            if local(term[0]) == "Money" or name in (
                "Tier",
                "Category",
                "LicenseFee",
                "NA",
                "TPR-Tier",
                "TPR-Category",
            ):
                found.append((name, term[0].text))
    return tuple(sorted(found))


def edge(element: etree._Element, side: str) -> str:
    return one(element, side) or one(element, f"{side}Condition")


def facts(path: Path) -> list[dict[str, object]]:
    """What each transaction says, in any order."""
    return [
        _facts(avail, trans)
        for avail in etree.parse(path).getroot()
        for trans in avail
        if local(trans) == "Transaction"
    ]


def _facts(avail: etree._Element, trans: etree._Element) -> dict[str, object]:
    asset = next(part for part in avail if local(part) == "Asset")
    return {
        "alid": one(avail, "ALID"),
        "content_id": asset.get("contentID"),
        "work_type": one(asset, "WorkType"),
        "transaction": trans.get("TransactionID", ""),
        "license_type": one(trans, "LicenseType"),
        "format": one(trans, "FormatProfile"),
        "territories": places(trans, "Territory"),
        "excluded": places(trans, "TerritoryExcluded"),
        "start": edge(trans, "Start"),
        "end": edge(trans, "End"),
        "allowed": tags(trans, "AllowedLanguage"),
        "asset_languages": tags(trans, "AssetLanguage"),
        "held_back": tags(trans, "HoldbackLanguage"),
        "prices": prices(trans),
    }

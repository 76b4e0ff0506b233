"""Writes Avails XML 2.6: an Avail for each ALID, element after element, so that memory stays small."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from listings.exchange.avails.model import Asset, Edge, Language, Term, Transaction
from listings.exchange.avails.vocabulary import AVAIL_TYPE
from listings.exchange.avails_out.metadata import (
    AVAILS,
    MD,
    NAMESPACES,
    Element,
    add_child,
    build_metadata,
    display_name,
)

VERSION = "2.6"
PROFILE_FLAGS = ("HDR", "WCG", "HFR", "NGAudio")


def write_xml(transactions: Iterable[Transaction], path: Path, version: str = VERSION) -> None:
    """Write the file to `path`. Rows of an ALID stand together already, or are brought together here."""
    if version != VERSION:
        raise ValueError(version)
    names = "".join(f' xmlns:{prefix}="{space}"' for prefix, space in NAMESPACES.items())
    with path.open("wb") as file:
        file.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<avails:AvailList{names}>\n'.encode())
        for rows in by_alid(transactions):
            one = etree.tostring(build_avail(rows), encoding="UTF-8", xml_declaration=False, pretty_print=True)
            file.write(one.replace(names.encode(), b"", 1))  # its name spaces stand at the root
        file.write(b"</avails:AvailList>\n")


def by_alid(transactions: Iterable[Transaction]) -> Iterator[Sequence[Transaction]]:
    """The rows of each ALID, in the order in which ALIDs come first."""
    groups: dict[str, list[Transaction]] = {}
    for alid, rows in groupby(transactions, key=lambda one: one.alid):
        groups.setdefault(alid, []).extend(rows)
    while groups:
        yield groups.pop(next(iter(groups)))


def build_avail(rows: Sequence[Transaction]) -> Element:
    """One Avail: what is the same on all its rows, its works, its transactions."""
    first = rows[0]
    root = etree.Element(f"{{{AVAILS}}}Avail", nsmap=NAMESPACES)
    add_child(root, "ALID", first.alid)
    for other in split_identifiers(first.fields.get("AssociatedALID", "")):
        add_child(root, "AssociatedALID", other)
    add_child(add_child(root, "Disposition"), "EntryType", first.entry_type)
    display_name(root, "Licensor", first.licensor)
    if first.service_provider:
        display_name(root, "ServiceProvider", first.service_provider)
    add_child(root, "AvailType", AVAIL_TYPE[first.asset.work_type])
    add_child(root, "ShortDescription", describe_asset(first.asset))
    for one in {one.asset.content_id: one for one in rows}.values():
        add_asset(root, one)
    for one in rows:
        add_transaction(root, one)
    if "ExceptionFlag" in first.fields:
        add_child(
            root,
            "ExceptionFlag",
            "true" if first.fields["ExceptionFlag"].lower().startswith(("y", "t", "1")) else "false",
        )
    return root


def describe_asset(asset: Asset) -> str:
    """The title, for people who look at the file."""
    return next((text for key, text in asset.titles.items() if text and "Unlimited" in key), "") or next(
        iter(asset.titles.values()), asset.content_id
    )


def add_asset(root: Element, one: Transaction) -> None:
    """The work, with its metadata and the Avails that it bundles."""
    found = add_child(root, "Asset", contentID=one.asset.content_id)
    add_child(found, "WorkType", one.asset.work_type)
    found.append(build_metadata(one.asset, one.territories[0]))
    for number, alid in enumerate(split_identifiers(one.fields.get("BundledALIDs", "")), start=1):
        add_child(add_child(found, "BundledAsset", sequence=str(number)), "BundledALID", alid)


def split_identifiers(text: str) -> list[str]:
    """The identifiers in one text."""
    return [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]


def add_transaction(root: Element, one: Transaction) -> None:
    """One window, in the order of the schema."""
    found = add_child(root, "Transaction", **({"TransactionID": one.avail_id} if one.avail_id else {}))
    if one.licensee:
        display_name(found, "Licensee", one.licensee)
    add_child(found, "LicenseType", one.license_type)
    add_optional(found, one, "Description")
    for name, codes in (("Territory", one.territories), ("TerritoryExcluded", one.excluded)):
        for code in codes:
            add_child(add_child(found, name), "country" if code.isalpha() else "countryRegion", code, space=MD)
    add_edge(found, "Start", one.start)
    add_edge(found, "End", one.end)
    add_optional(found, one, "WindowDuration")
    add_languages(found, one)
    add_optional(found, one, "LicenseRightsDescription")
    flags = {name: one.fields[name] for name in PROFILE_FLAGS if name in one.fields}
    add_child(found, "FormatProfile", one.format_profile, **flags)
    if one.contract_id:
        add_child(found, "ContractID", one.contract_id)
    add_optional(found, one, "ReportingID")
    for alid in split_identifiers(one.fields.get("RefALID", "")):
        add_child(found, "RefALID", alid)
    for one_term in one.terms:
        add_term(found, one_term)
    if one.exclusive is not None and not any(one_term.name == "Exclusive" for one_term in one.terms):
        add_term(found, Term("Exclusive", "Boolean", "true" if one.exclusive else "false"))
    add_optional(found, one, "ExperienceCondition")
    add_optional(found, one, "OtherInstructions")


def add_optional(found: Element, one: Transaction, name: str) -> None:
    """A field that has an element of its own name."""
    if one.fields.get(name):
        add_child(found, name, one.fields[name])


def add_edge(found: Element, name: str, edge: Edge) -> None:
    """A moment, or the word of a condition with its lag."""
    if edge.at is not None:
        add_child(found, name, edge.at.isoformat())
    else:
        add_child(found, f"{name}Condition", edge.condition, **({"lag": edge.lag} if edge.lag else {}))


def add_languages(found: Element, one: Transaction) -> None:
    """Those allowed, those delivered, those held back."""
    provided = split_identifiers(one.fields.get("RequiredFulfillmentLanguages", ""))
    for name, those in (
        ("AllowedLanguage", one.allowed),
        ("AssetLanguage", one.asset_languages),
        ("HoldbackLanguage", one.held_back),
    ):
        for language in those:
            attributes = {"asset": language.asset} if language.asset else {}
            if name == "AssetLanguage" and is_among(language, provided):
                attributes["assetProvided"] = "true"
            add_child(found, name, language.tag, **attributes)


def is_among(language: Language, tags: Sequence[str]) -> bool:
    """Whether the language is named, in whatever use."""
    return any(tag.partition(":")[0].lower() == language.tag.lower() for tag in tags)


def add_term(found: Element, one: Term) -> None:
    """A named extra with its typed value."""
    attributes: dict[str, Any] = {"currency": one.currency} if one.kind == "Money" and one.currency else {}
    add_child(add_child(found, "Term", termName=one.name), one.kind, one.text, **attributes)

"""Writes Avails XML 2.6: an Avail for each ALID, element after element, so that memory stays small."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from lxml import etree

from listings.exchange.avails.model import Asset, Edge, Language, Term, Transaction
from listings.exchange.avails.vocabulary import AVAIL_TYPE
from listings.exchange.avails_out.metadata import AVAILS, MD, NAMESPACES, Element, add, display_name, metadata

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
            one = etree.tostring(avail(rows), encoding="UTF-8", xml_declaration=False, pretty_print=True)
            file.write(one.replace(names.encode(), b"", 1))  # its name spaces stand at the root
        file.write(b"</avails:AvailList>\n")


def by_alid(transactions: Iterable[Transaction]) -> Iterator[Sequence[Transaction]]:
    """The rows of each ALID, in the order in which ALIDs come first."""
    groups: dict[str, list[Transaction]] = {}
    for alid, rows in groupby(transactions, key=lambda one: one.alid):
        groups.setdefault(alid, []).extend(rows)
    while groups:
        yield groups.pop(next(iter(groups)))


def avail(rows: Sequence[Transaction]) -> Element:
    """One Avail: what is the same on all its rows, its works, its transactions."""
    first = rows[0]
    root = etree.Element(f"{{{AVAILS}}}Avail", nsmap=NAMESPACES)
    add(root, "ALID", first.alid)
    for other in listed(first.fields.get("AssociatedALID", "")):
        add(root, "AssociatedALID", other)
    add(add(root, "Disposition"), "EntryType", first.entry_type)
    display_name(root, "Licensor", first.licensor)
    if first.service_provider:
        display_name(root, "ServiceProvider", first.service_provider)
    add(root, "AvailType", AVAIL_TYPE[first.asset.work_type])
    add(root, "ShortDescription", description(first.asset))
    for one in {one.asset.content_id: one for one in rows}.values():
        asset(root, one)
    for one in rows:
        transaction(root, one)
    if "ExceptionFlag" in first.fields:
        add(
            root,
            "ExceptionFlag",
            "true" if first.fields["ExceptionFlag"].lower().startswith(("y", "t", "1")) else "false",
        )
    return root


def description(asset: Asset) -> str:
    """The title, for people who look at the file."""
    return next((text for key, text in asset.titles.items() if text and "Unlimited" in key), "") or next(
        iter(asset.titles.values()), asset.content_id
    )


def asset(root: Element, one: Transaction) -> None:
    """The work, with its metadata and the Avails that it bundles."""
    found = add(root, "Asset", contentID=one.asset.content_id)
    add(found, "WorkType", one.asset.work_type)
    found.append(metadata(one.asset, one.territories[0]))
    for number, alid in enumerate(listed(one.fields.get("BundledALIDs", "")), start=1):
        add(add(found, "BundledAsset", sequence=str(number)), "BundledALID", alid)


def listed(text: str) -> list[str]:
    """The identifiers in one text."""
    return [part.strip() for part in text.replace(",", ";").split(";") if part.strip()]


def transaction(root: Element, one: Transaction) -> None:
    """One window, in the order of the schema."""
    found = add(root, "Transaction", **({"TransactionID": one.avail_id} if one.avail_id else {}))
    if one.licensee:
        display_name(found, "Licensee", one.licensee)
    add(found, "LicenseType", one.license_type)
    optional(found, one, "Description")
    for name, codes in (("Territory", one.territories), ("TerritoryExcluded", one.excluded)):
        for code in codes:
            add(add(found, name), "country" if code.isalpha() else "countryRegion", code, space=MD)
    edge(found, "Start", one.start)
    edge(found, "End", one.end)
    optional(found, one, "WindowDuration")
    languages(found, one)
    optional(found, one, "LicenseRightsDescription")
    flags = {name: one.fields[name] for name in PROFILE_FLAGS if name in one.fields}
    add(found, "FormatProfile", one.format_profile, **flags)
    if one.contract_id:
        add(found, "ContractID", one.contract_id)
    optional(found, one, "ReportingID")
    for alid in listed(one.fields.get("RefALID", "")):
        add(found, "RefALID", alid)
    for one_term in one.terms:
        term(found, one_term)
    if one.exclusive is not None and not any(one_term.name == "Exclusive" for one_term in one.terms):
        term(found, Term("Exclusive", "Boolean", "true" if one.exclusive else "false"))
    optional(found, one, "ExperienceCondition")
    optional(found, one, "OtherInstructions")


def optional(found: Element, one: Transaction, name: str) -> None:
    """A field that has an element of its own name."""
    if one.fields.get(name):
        add(found, name, one.fields[name])


def edge(found: Element, name: str, edge: Edge) -> None:
    """A moment, or the word of a condition with its lag."""
    if edge.at is not None:
        add(found, name, edge.at.isoformat())
    else:
        add(found, f"{name}Condition", edge.condition, **({"lag": edge.lag} if edge.lag else {}))


def languages(found: Element, one: Transaction) -> None:
    """Those allowed, those delivered, those held back."""
    provided = listed(one.fields.get("RequiredFulfillmentLanguages", ""))
    for name, those in (
        ("AllowedLanguage", one.allowed),
        ("AssetLanguage", one.asset_languages),
        ("HoldbackLanguage", one.held_back),
    ):
        for language in those:
            attributes = {"asset": language.asset} if language.asset else {}
            if name == "AssetLanguage" and is_among(language, provided):
                attributes["assetProvided"] = "true"
            add(found, name, language.tag, **attributes)


def is_among(language: Language, tags: Sequence[str]) -> bool:
    """Whether the language is named, in whatever use."""
    return any(tag.partition(":")[0].lower() == language.tag.lower() for tag in tags)


def term(found: Element, one: Term) -> None:
    """A named extra with its typed value."""
    attributes: dict[str, Any] = {"currency": one.currency} if one.kind == "Money" and one.currency else {}
    add(add(found, "Term", termName=one.name), one.kind, one.text, **attributes)

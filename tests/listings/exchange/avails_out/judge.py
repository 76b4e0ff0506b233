"""Judges what we write without our own reader: MovieLabs' schema, and its tables of structure and of allowed values."""

import json
from pathlib import Path
from typing import Any

from lxml import etree

SHARED = Path(__file__).resolve().parents[4].parent / "shared" / "data" / "avails"
SPACES = {
    "avails": "http://www.movielabs.com/schema/avails/v2.6/avails",
    "md": "http://www.movielabs.com/schema/md/v2.10/md",
}
# Where the values of a table's key stand. Of these, other values than the listed only warn.
PLACES = {
    "AvailType": "//avails:AvailType",
    "EntryType": "//avails:EntryType",
    "AltIdentifier@scope": "//avails:AltIdentifier/@scope",
    "LocalizationOffering": "//avails:LocalizationOffering",
    "FormatProfile": "//avails:FormatProfile",
    "Language@asset": "//avails:AllowedLanguage/@asset | //avails:HoldbackLanguage/@asset | //avails:AssetLanguage/@asset",
    "Term@termName": "//avails:Term/@termName",
    "LicenseType": "//avails:LicenseType",
    "DateTimeCondition": "//avails:StartCondition | //avails:EndCondition",
}
ONLY_WARNS = {"LicenseType", "Term@termName", "DateTimeCondition"}


def errors(path: Path) -> list[str]:
    """Everything that schema and tables call an error."""
    tree = parsed(path)
    return [*schema_errors(tree), *(text for severity, text in verdicts(tree) if severity == "Error")]


def warnings(path: Path) -> list[str]:
    return [text for severity, text in verdicts(parsed(path)) if severity != "Error"]


def parsed(path: Path) -> Any:
    return etree.parse(str(path), etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False))


def schema_errors(tree: Any) -> list[str]:
    parser = etree.XMLParser(no_network=True, load_dtd=False)
    schema = etree.XMLSchema(etree.parse(str(SHARED / "xsd" / "avails-v2.6.xsd"), parser))
    schema.validate(tree)
    return [f"{one.line}: {one.message}" for one in schema.error_log]


def verdicts(tree: Any) -> list[tuple[str, str]]:
    """(severity, what) of both tables."""
    return [*structure(tree), *vocabulary(tree)]


def structure(tree: Any) -> list[tuple[str, str]]:
    table = json.loads((SHARED / "rules" / "structure_avail_v2.6.json").read_text())["StrucRqmts"]
    found = []
    for name, rule in table.items():
        for target in tree.xpath(ours(rule["targetPath"]), namespaces=SPACES):
            for one in rule["constraint"]:
                count = sum(len(target.xpath(ours(path), namespaces=SPACES)) for path in listed(one["xpath"]))
                if not int(one.get("min", 0)) <= count <= int(one.get("max", count)):
                    found.append((one.get("severity", "Error"), f"{name}: {one.get('msg')}"))
    return found


def vocabulary(tree: Any) -> list[tuple[str, str]]:
    table = json.loads((SHARED / "rules" / "vocab_avail_v2.6.json").read_text())["avail"]
    found = []
    for key, path in PLACES.items():
        for one in tree.xpath(path, namespaces=SPACES):
            value = one if isinstance(one, str) else one.text
            if value not in table[key]:
                found.append(("Warning" if key in ONLY_WARNS else "Error", f"{key}: {value}"))
    return found


def ours(path: str) -> str:
    return path.replace("{avail}", "avails:").replace("{md}", "md:")


def listed(paths: str | list[str]) -> list[str]:
    return [paths] if isinstance(paths, str) else paths

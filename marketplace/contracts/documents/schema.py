"""All that a licence agreement says, as plain values. What is hashed, rendered and signed is this and nothing else."""

import json
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

# The name of the clauses that agreements are made with today; an agreement keeps the name of its own.
WORDING = "2026-12"


@dataclass(frozen=True)
class Party:
    """One side of the agreement, as its register names it. `territory` is ISO 3166-1 alpha-2."""

    name_local: str
    name_en: str
    name_language: str
    registration_number: str
    tax_number: str
    address: str
    territory: str


@dataclass(frozen=True)
class Title:
    """A title and the BCP 47 code of its language."""

    language: str
    text: str


@dataclass(frozen=True)
class Identifier:
    """EIDR, ISAN or another scheme's number."""

    scheme: str
    value: str


@dataclass(frozen=True)
class Permit:
    """A release permit or certificate that a territory's authority has issued."""

    territory: str
    kind: str
    number: str


@dataclass(frozen=True)
class ProgrammeFacts:
    """What is licensed. `minutes` is the length of one episode."""

    public_id: str
    titles: tuple[Title, ...]
    kind: str
    original_language: str
    production_territories: tuple[str, ...]
    year: int | None
    episodes: int | None
    minutes: int | None
    identifiers: tuple[Identifier, ...] = ()
    permits: tuple[Permit, ...] = ()


@dataclass(frozen=True)
class GrantRow:
    """All these media in all these territories."""

    media: tuple[str, ...]
    territories: tuple[str, ...]


@dataclass(frozen=True)
class InstalmentRow:
    """A part of the fee. `amount_minor` in minor units of the contract's currency; `due_on` an ISO date."""

    number: int
    percent: int
    amount_minor: int
    due_rule: str
    due_on: str


@dataclass(frozen=True)
class ContractDocument:
    """One licence agreement. Dates are ISO; `period_end` is the first day after the period, None = open.

    `controlling_language` is "en" or "zh-Hans": it decides where the two texts differ.
    `grade` is listings.states.Grade: "S" exclusive, "E" sole, "N" non-exclusive; `uses` are codes of how languages are used.
    `time_zone` is the licensor's, in which the agreement counts its days: an IANA name, empty in agreements older than it.
    `commission_salt` keeps the commission, which the licensee is not told, from being guessed by its hash; empty likewise.
    """

    number: str
    date: str
    controlling_language: str
    licensor: Party
    licensee: Party
    programme: ProgrammeFacts
    grants: tuple[GrantRow, ...]
    languages: tuple[str, ...]
    period_start: str
    period_end: str | None
    grade: str
    fee_minor: int
    currency: str
    instalments: tuple[InstalmentRow, ...]
    commission_basis_points: int
    uses: tuple[str, ...] = ()
    wording: str = WORDING
    time_zone: str = ""
    commission_salt: str = ""

    def to_json(self) -> dict[str, Any]:
        """The document as JSON values only: lists, not tuples, so that it equals what a database gives back."""
        plain: dict[str, Any] = json.loads(json.dumps(self, default=vars))
        for newer in ("time_zone", "commission_salt"):
            if not plain[newer]:
                del plain[newer]  # the hash of an older agreement stays what it was
        return plain

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> "ContractDocument":
        """Read back what `to_json` wrote. Raises KeyError or TypeError for anything else."""
        made = {
            "licensor": Party(**data["licensor"]),
            "licensee": Party(**data["licensee"]),
            "programme": _read_programme(data["programme"]),
            "grants": tuple(GrantRow(tuple(g["media"]), tuple(g["territories"])) for g in data["grants"]),
            "languages": tuple(data["languages"]),
            "uses": tuple(data["uses"]),
            "instalments": tuple(InstalmentRow(**row) for row in data["instalments"]),
        }
        return cls(**(data | made))


def _read_programme(data: dict[str, Any]) -> ProgrammeFacts:
    made = {
        "titles": tuple(Title(**row) for row in data["titles"]),
        "production_territories": tuple(data["production_territories"]),
        "identifiers": tuple(Identifier(**row) for row in data["identifiers"]),
        "permits": tuple(Permit(**row) for row in data["permits"]),
    }
    return ProgrammeFacts(**(data | made))


def known_to_both(data: dict[str, Any]) -> dict[str, Any]:
    """An agreement's JSON without the licensor's commission.

    In its place stands `commission_sha256`, of "salt:basis points"; agreements older than the salt have nothing there.
    """
    kept = {key: value for key, value in data.items() if key not in ("commission_basis_points", "commission_salt")}
    if not data.get("commission_salt"):
        return kept
    commission = f"{data['commission_salt']}:{data['commission_basis_points']}"
    return kept | {"commission_sha256": sha256(commission.encode()).hexdigest()}


def data_hash(data: dict[str, Any]) -> str:
    """SHA-256, in hex, of the JSON in canonical form: keys sorted, no spaces, UTF-8.

    Of a salted agreement it is the hash of what both sides know, so that each can compute it from what it is given.
    """
    if data.get("commission_salt"):
        data = known_to_both(data)
    canonical = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    return sha256(canonical.encode()).hexdigest()

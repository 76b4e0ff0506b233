"""How terms were stored before, brought to how they are stored now. Rounds stand as they were written; they are read."""

from typing import Any

from marketplace.offers.terms.consideration import Basis
from marketplace.offers.terms.faults import BadTerms
from marketplace.offers.terms.schedule import DueEvent

VERSION = 2
# The plans as they were when rounds named them: basis points, and days after the second signature.
PLANS_OF_VERSION_1 = {
    "full": ((10_000, 7),),
    "30_70": ((3_000, 7), (7_000, 60)),
    "50_50": ((5_000, 7), (5_000, 60)),
    "thirds": ((3_400, 7), (3_300, 30), (3_300, 90)),
}


def in_newest_version(data: dict[str, Any]) -> dict[str, Any]:
    """The same terms as VERSION writes them. Raises BadTerms for a version that is not known."""
    version = data.get("version", 1)
    if version == 1:
        return from_version_1(data)
    if version != VERSION:
        raise BadTerms(f"terms of version {version!r}")
    return data


def from_version_1(data: dict[str, Any]) -> dict[str, Any]:
    """Before there was a version: the values of one line beside its fee and the key of a plan."""
    names = ("cells", "from", "to", "grade", "languages", "uses")
    line = {"number": 1, **{name: data[name] for name in names}, "cut": None, "runs": None}
    fee = {"kind": "flat_fee", "amount_minor": data["fee_minor"], "currency": data["currency"]}
    group = {
        "lines": [1],
        "consideration": fee | {"basis": str(Basis.TOTAL)},
        "schedule": [due_after_signature(share, days) for share, days in PLANS_OF_VERSION_1[data["plan"]]],
    }
    return {"version": VERSION, "lines": [line], "groups": [group]}


def due_after_signature(share: int, days: int) -> dict[str, Any]:
    """An instalment of a plan, as VERSION writes it."""
    rule = {"event": str(DueEvent.SIGNATURE), "days": days}
    return {"share": share, "rule": rule, "latest": None, "preconditions": []}

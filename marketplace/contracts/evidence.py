"""What proves a contract's signatures, in one JSON: who, for whom, when, from where, and the hash of what was signed.

It vouches for what was recorded when it was signed and sealed; how the stored file is now stands beside it.
"""

from hashlib import sha256
from typing import Any

from accounts.actors import Actor
from accounts.models import AuditEntry
from marketplace.contracts.agreement import agreed_as_told
from marketplace.contracts.filed import MISSING, look_at
from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.policies import is_buyer
from marketplace.kit.activity import stream_verbs
from marketplace.offers.states import Side

# Signatures given before second factors were asked for have none.
FACTORS = {
    "": "",
    "totp": "; code of an authenticator app",
    "webauthn": "; passkey",
    "recovery_codes": "; recovery code",
}


def evidence_of(contract: Contract, by: Actor) -> dict[str, Any]:
    """As the actor's side may know it. JSON values only; hashes are SHA-256 in hex; times are ISO 8601 in UTC."""
    return {
        "contract": contract.number,
        "deal": contract.deal.public_id,
        "agreed_data_sha256": contract.agreed_sha256,
        "document_sha256": contract.document_sha256,
        "sealed_document_sha256": contract.sealed_sha256 or None,
        "stored_document_now": stored_now(contract),
        "signatures": [
            signature_of(row) for row in contract.signatures.select_related("user", "organisation").order_by("pk")
        ],
        "events": events_of(contract),
        "agreed": agreed_as_told(contract, by),
    } | ({"left_out": left_out(contract)} if is_buyer(by, contract) else {})


def left_out(contract: Contract) -> str:
    """What the buyer is told of the commission, which stands in the seller's copy only."""
    if contract.agreed.get("commission_salt"):
        return (
            "The licensor's commission: commission_sha256 is the hash of it; the hash of the agreed data covers that."
        )
    return "The licensor's commission. The hash of the agreed data covers it, so it cannot be computed from `agreed`."


def signature_of(row: Signature) -> dict[str, Any]:
    """One signature as it was given."""
    return {
        "side": {Side.SELLER: "licensor", Side.BUYER: "licensee"}[Side(row.side)],
        "organisation": row.organisation.name_en,
        "typed_name": row.typed_name,
        "name_in_latin_letters": row.latin_name,
        "job_title": row.job_title,
        "account": row.user.email,
        "document_sha256": row.document_sha256,
        "consent": row.consent,
        "identified_by": "password, entered again" + FACTORS[row.factor],
        "signed_at": row.signed_at.isoformat(),
        "sealed_at": row.sealed_at.isoformat() if row.sealed_at else None,
        "address": row.address,
        "browser": row.user_agent,
    }


def events_of(contract: Contract) -> list[dict[str, Any]]:
    """What the audit trail holds of the contract and both sides know of."""
    told = stream_verbs(Contract)
    rows = AuditEntry.objects.filter(object_kind="contract", object_id=str(contract.pk), action__in=told)
    return [
        {"at": row.at.isoformat(), "what": row.action, "by": row.user.email if row.user else None, "after": row.after}
        for row in rows.select_related("user").order_by("pk")
    ]


def stored_now(contract: Contract) -> dict[str, str | None] | None:
    """The file that the parties download now: whole, altered or missing, and its hash as it is."""
    if not contract.document_id:
        return None
    pdf, fault = look_at(contract)
    return {"state": fault or "whole", "sha256": sha256(pdf).hexdigest() if fault != MISSING else None}

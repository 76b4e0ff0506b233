"""A contract's files, checked when they are served: against the hashes of when they were written, and their signatures.

What differs is never served: the deal page says so, and staff find it among the work that failed.
"""

from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from typing import ClassVar

from django.conf import settings
from django.core.files.storage import default_storage
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.contracts.agreement import agreement_hash
from marketplace.contracts.models import Contract
from marketplace.files.models import StoredFile
from marketplace.kit import work
from marketplace.kit.problems import Problem

MISSING, ALTERED = "missing", "altered"


class DocumentMissing(Problem):
    code = "document_missing"
    text: ClassVar[str | Promise] = _("The file of this contract is not where it was stored.")
    hint: ClassVar[str | Promise] = _(
        "Our staff have been told and restore it from a copy. What was agreed and signed is kept beside the file and stands."
    )


class DocumentAltered(Problem):
    code = "document_altered"
    text: ClassVar[str | Promise] = _(
        "The stored file of this contract differs from what was recorded when it was written: it is not handed out."
    )
    hint: ClassVar[str | Promise] = _("Our staff have been told. Rely on the copies that you downloaded and can check.")


REFUSALS: dict[str, type[Problem]] = {MISSING: DocumentMissing, ALTERED: DocumentAltered}


def newest_file(contract: Contract) -> tuple[StoredFile, str]:
    """The file, of a contract that has one, that the parties download now, and the hash recorded when it was written."""
    if contract.sealed_document:
        return contract.sealed_document, contract.sealed_sha256
    if contract.document is None:
        raise DocumentMissing
    return contract.document, contract.document_sha256


def checked_pdf(contract: Contract, *, at: datetime) -> bytes:
    """The newest file's bytes. Raises DocumentMissing, DocumentAltered; then staff are told, once."""
    pdf, fault = look_at(contract)
    if fault:
        work.give_up(CHECK, contract, f"{fault}: {newest_file(contract)[0].place}", at=at)
        raise REFUSALS[fault]
    return pdf


def look_at(contract: Contract) -> tuple[bytes, str]:
    """The newest file's bytes and what is wrong with it: "missing", "altered", or nothing."""
    file, recorded = newest_file(contract)
    try:
        pdf = file.read()
    except OSError:
        return b"", MISSING
    if sha256(pdf).hexdigest() != recorded or agreement_hash(contract.agreed) != contract.agreed_sha256:
        return pdf, ALTERED
    sealed = contract.signatures.exclude(sealed_at=None).count()
    return pdf, "" if seals_hold(file.place, recorded, sealed) else ALTERED


@lru_cache(maxsize=1000)
def seals_hold(name: str, digest: str, sealed: int) -> bool:
    """Do exactly `sealed` signatures in the file hold? Its bytes have the hash `digest`, so one answer is enough."""
    if not sealed:
        return True
    from marketplace.contracts.documents.authority import open_authority  # noqa: PLC0415 -- likewise
    from marketplace.contracts.documents.signing import (  # noqa: PLC0415 -- as in `agreement.seal_signature`
        check_signatures,
    )

    with default_storage.open(name, "rb") as file:
        found = check_signatures(file.read(), open_authority(settings.AUTHORITY_FOLDER))
    return len(found) == sealed and all(check.intact and check.trusted and check.entire for check in found)


def find_file_faults() -> Iterator[tuple[Contract, str]]:
    """Every contract whose file is missing or differs, and which of the two. Reads every file: for the nightly run."""
    for contract in list_filed_contracts().order_by("pk").iterator(chunk_size=100):
        fault = look_at(contract)[1]
        if fault:
            yield contract, fault


def check_again(contract: Contract) -> None:
    """For the button on the staff's page: raises RuntimeError as long as something is wrong."""
    _pdf, fault = look_at(contract)
    if fault:
        raise RuntimeError(f"{fault}: {newest_file(contract)[0].place}")


def list_filed_contracts() -> QuerySet[Contract]:
    """Contracts that have a file."""
    return Contract.objects.exclude(document=None).select_related("document", "sealed_document").with_parties()


def describe_contract(contract: Contract) -> tuple[str, str]:
    """For staff: the contract by its number and its parties."""
    return f"{contract.number}: {contract.seller.name_en} – {contract.buyer.name_en}", ""


CHECK = work.register_kind(
    work.Kind(
        "contracts.check_document",
        _("File of a contract"),
        "contracts.check_document",
        "contract_id",
        list_filed_contracts,
        describe_contract,
        pauses=work.PAUSES[:1],
    )
)

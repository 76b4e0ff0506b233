"""The contracts' check: every stored file is there, has the hash recorded when it was written, and its signatures hold."""

from collections.abc import Iterator
from datetime import datetime

from marketplace.contracts.filed import find_file_faults
from marketplace.kit.checks import Finding, register_check


def check_documents(at: datetime) -> Iterator[Finding]:
    """One finding for each contract whose newest file is missing or differs."""
    for contract, fault in find_file_faults():
        yield Finding("documents", contract.number, "the file as it was written", fault)


register_check("documents", check_documents)

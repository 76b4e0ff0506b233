"""The files' check: what the nightly reading found missing or altered, until it is as it was kept."""

from collections.abc import Iterator
from datetime import datetime

from marketplace.files.read_again import files_with_fault
from marketplace.kit.checks import Finding, register_check


def check_files(at: datetime) -> Iterator[Finding]:
    """One finding for each file with a fault. Reads the table only: the bytes are read by `files.read_again`."""
    for file in files_with_fault():
        yield Finding("files", file.place, "the file as it was kept", file.fault)


register_check("files", check_files)

"""A scanner as an operator would write it: it knows one virus."""

from typing import Any

VIRUS = b"X5O!P%@AP-TEST"


def find(file: Any) -> str:
    return "Test.Signature" if VIRUS in file.read() else ""


def fail(file: Any) -> str:
    raise TimeoutError("the scanner is being updated")

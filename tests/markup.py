"""Reading pages in tests, and posting them: how a template is laid out is no matter of theirs."""

import re
from typing import Any


def squeezed(page: bytes | str) -> str:
    """A page with one blank for each run of them, and none before the end of a tag."""
    text = page.decode() if isinstance(page, bytes) else page
    return re.sub(r"\s+", " ", text).replace(" >", ">")


def posted_rows(name: str, *rows: dict[str, Any]) -> dict[str, Any]:
    """A list's rows as a page posts them: credits-0-role."""
    return {f"{name}-{number}-{key}": value for number, row in enumerate(rows) for key, value in row.items()}

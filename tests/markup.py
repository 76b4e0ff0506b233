"""Reading pages in tests: how a template is laid out is no matter of theirs."""

import re


def squeezed(page: bytes | str) -> str:
    """A page with one blank for each run of them, and none before the end of a tag."""
    text = page.decode() if isinstance(page, bytes) else page
    return re.sub(r"\s+", " ", text).replace(" >", ">")

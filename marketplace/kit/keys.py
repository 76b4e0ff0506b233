"""Keys of rows, as pages and other systems name them."""

MAX_DIGITS = 17  # longer ones do not fit a column


def read_key(text: str) -> int:
    """The key that a text says; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS else 0

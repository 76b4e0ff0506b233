"""Raw input before a field reads it: a page's texts and lists, JSON's values, a cell of a sheet."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Errors = dict[str, list[str]]
EMPTY: tuple[Any, ...] = (None, "", [], (), {})


def one_text(value: Any) -> str:
    """One value as text, without the blanks around it. Raises ValidationError for a list, an object or a truth."""
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise ValidationError(_("Send one value."), code="shape")
    return str(value).replace("\x00", "").strip()


def many_texts(value: Any) -> list[str]:
    """A list of texts; a text is a list with commas. Raises ValidationError for anything else."""
    given = (
        [value] if isinstance(value, str) else list(value) if isinstance(value, (list, tuple, set, frozenset)) else None
    )
    if value in EMPTY:
        return []
    if given is None or not all(isinstance(one, str) for one in given):
        raise ValidationError(_("Send a list of texts."), code="shape")
    return [word.strip() for text in given for word in text.replace("\x00", "").split(",") if word.strip()]


class InnerErrors(ValidationError):
    """What is wrong inside a field that holds fields of its own: messages by the name of each wrong place."""

    def __init__(self, places: Errors) -> None:
        super().__init__("", code="inner")
        self.places = places

"""A list of rows of one form: objects in JSON, `credits-0-role` on a page. Errors stand at row and field."""

import re
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs.raw import EMPTY, Errors, InnerErrors

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm

MAX_ROWS = 200


class RowsWidget(forms.Widget):
    """A page's `credits-0-role` as a list of rows; JSON has one."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return posted_rows(data, name) if hasattr(data, "getlist") else data.get(name)


def posted_rows(post: Any, name: str) -> list[dict[str, Any]] | None:
    """The rows of `name-NUMBER-field`, by number; None where the page has no such list."""
    rows: dict[int, dict[str, Any]] = {}
    for key in post:
        if found := re.fullmatch(rf"{re.escape(name)}-(\d{{1,4}})-(\w+)", key, re.ASCII):
            rows.setdefault(int(found[1]), {})[found[2]] = post.get(key)
    return [rows[number] for number in sorted(rows)] if rows else None


class RowsField(forms.Field):
    """Rows of `form_class`: a list of its values without the rows that say nothing; None where no list is given.

    A row says nothing when all of its `asks` are empty. Raises InnerErrors keyed `credits-2-role`; rows count from 0 in the
    order given.
    """

    widget = RowsWidget

    def __init__(self, form_class: "type[InputForm]", *, asks: tuple[str, ...], **options: Any) -> None:
        super().__init__(required=False, **options)
        self.form_class, self.asks = form_class, asks

    def bind(self, form: "InputForm", name: str) -> None:
        """Come to know the form and the own name in it."""
        self.form, self.name = form, name

    def clean(self, value: Any) -> list[dict[str, Any]] | None:
        """The rows. Raises InnerErrors, ValidationError."""
        if value is None:
            return None
        if not (isinstance(value, (list, tuple)) and all(hasattr(row, "get") for row in value)):
            raise ValidationError(_("Send a list of objects."), code="shape")
        if len(value) > MAX_ROWS:
            raise ValidationError(_("At most %(most)s rows fit here."), params={"most": MAX_ROWS})
        errors: Errors = {}
        rows = [self.read_row(i, row, errors) for i, row in enumerate(value) if self.says(row)]
        if errors:
            raise InnerErrors(errors)
        return rows

    def says(self, row: Any) -> bool:
        """Is anything written in one of the fields that make a row?"""
        return any(row.get(name) not in EMPTY and str(row.get(name)).strip() for name in self.asks)

    def read_row(self, number: int, row: Any, errors: Errors) -> dict[str, Any]:
        """One row's values; what is wrong goes to `errors`."""
        inner = self.form_class(row, by=self.form.by, at=self.form.at, about=self.form.about)
        if not inner.is_valid():
            errors |= {f"{self.name}-{number}-{place}": texts for place, texts in inner.messages().items()}
        return inner.cleaned_data | {"position": number}

    def schema(self) -> dict[str, Any]:
        """What a JSON body holds here; the row's own component is added by `openapi`."""
        return {"type": "array", "maxItems": MAX_ROWS}

"""A list of rows of one form: objects in JSON, `credits-0-role` on a page. Errors stand at row and field."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs.raw import EMPTY, Errors, InnerErrors

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm

MAX_ROWS = 200


class RowsWidget(forms.Widget):
    """A page's `credits-0-role` as a list of rows; JSON has one."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return posted_rows(data, name) if hasattr(data, "getlist") else data.get(name)


def posted_rows(post: Any, name: str) -> list[MultiValueDict[str, Any]] | None:
    """The rows of `name-NUMBER-field`, by number; None where the page has no such list. A row is as a page of its own."""
    rows: dict[int, MultiValueDict[str, Any]] = {}
    for key in post:
        if found := re.fullmatch(rf"{re.escape(name)}-(\d{{1,4}})-([\w-]+)", key, re.ASCII):
            rows.setdefault(int(found[1]), MultiValueDict()).setlist(found[2], post.getlist(key))
    return [rows[number] for number in sorted(rows)] if rows else None


class RowsBoundField(forms.BoundField):
    """Rows that are drawn as one control say what is wrong in each of them."""

    @property
    def errors(self) -> Any:
        """The own messages, and those of the rows."""
        rows: Any = self.field
        inner = [
            rows.describe_fault(place.removeprefix(f"{self.name}-"), str(text))
            for place, texts in self.form.errors.items()
            if place.startswith(f"{self.name}-")
            for text in texts
        ]
        return self.form.error_class([*self.form.errors.get(self.name, ()), *inner])


class RowsField(forms.Field):
    """Rows of `form_class`: a list of its values without the rows that say nothing; None where no list is given.

    A row says nothing when all of its `asks` are empty. What its values named in `once` say together may be there once; a
    second one is told at `twice_at`. A page draws what is there and `spare` empty rows; `fixed`: exactly what it is filled
    with. Raises InnerErrors keyed `credits-2-role`; rows count from 0 in the order given.
    """

    widget = RowsWidget
    default_error_messages = {"twice": _("This is here twice.")}

    def __init__(
        self,
        form_class: "type[InputForm]",
        *,
        asks: tuple[str, ...],
        once: tuple[str, ...] = (),
        twice_at: str = "",
        max_rows: int = MAX_ROWS,
        spare: int = 1,
        fixed: bool = False,
        one_control: bool = False,
        **options: Any,
    ) -> None:
        super().__init__(required=False, **options)
        self.form_class, self.asks, self.once, self.twice_at = form_class, asks, once, twice_at
        self.max_rows, self.spare, self.fixed, self.one_control = max_rows, 0 if fixed else spare, fixed, one_control

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        """Come to know the form and the own name in it."""
        self.form, self.name = form, name

    def get_bound_field(self, form: Any, field_name: str) -> forms.BoundField:
        return RowsBoundField(form, self, field_name) if self.one_control else super().get_bound_field(form, field_name)

    def clean(self, value: Any) -> list[dict[str, Any]] | None:
        """The rows. Raises InnerErrors, ValidationError."""
        if value is None:
            return None
        if not (isinstance(value, (list, tuple)) and all(hasattr(row, "get") for row in value)):
            raise ValidationError(_("Send a list of objects."), code="shape")
        if len(value) > self.max_rows:
            raise ValidationError(_("At most %(most)s rows fit here."), params={"most": self.max_rows})
        errors: Errors = {}
        rows = self.read_rows(value, errors)
        if errors:
            raise InnerErrors(errors)
        return rows

    def has_text(self, row: Any) -> bool:
        """Is anything written in one of the fields that make a row?"""
        return any(row.get(name) not in EMPTY and str(row.get(name)).strip() for name in self.asks)

    def read_rows(self, value: Any, errors: Errors) -> list[dict[str, Any]]:
        """The values of each row that says something; what is wrong goes to `errors`."""
        reader, found, seen = self.make_row({}), [], set()
        for number, row in enumerate(value):
            if not self.has_text(row):
                continue
            reader.read_other(row)
            values, place = reader.cleaned_data, f"{self.name}-{number}"
            key = tuple(values.get(name) for name in self.once)
            if self.once and key in seen and reader.is_valid():
                errors[f"{place}-{self.twice_at}"] = [str(self.error_messages["twice"]) % values]
            errors |= {f"{place}-{inner}": texts for inner, texts in reader.messages().items()}
            seen.add(key)
            found.append(values)
        return found

    def make_row(self, data: Any = None, **options: Any) -> "InputForm":
        """A row's form, which knows what this one does."""
        row = self.form_class(data, by=self.form.by, at=self.form.at, about=self.form.about, **options)
        row.outer = self.form
        return row

    def list_rows(self) -> "list[InputForm]":
        """The rows to draw: what was typed or is filled in, each with what is wrong in it, and some to fill in."""
        value = self.form[self.name].value()
        given = [row for row in value if hasattr(row, "get")] if isinstance(value, (list, tuple)) else []
        shown = [(number, row) for number, row in enumerate(given) if self.fixed or self.has_text(row)]
        rows = [self.draw_row(number, row) for number, row in shown]
        for number in range(len(given), len(given) + self.spare):
            rows.append(self.draw_row(number, self.fill_spare([row for _number, row in shown])))
            rows[-1].spare = True
        return rows

    def fill_spare(self, rows: list[Any]) -> dict[str, Any]:
        """What a spare row is filled with, behind these rows: nothing but what its fields begin with."""
        return {}

    def draw_row(self, number: int, row: Mapping[str, Any]) -> "InputForm":
        """One row with its names on the page and its messages."""
        initial = self.make_row(row).get_raw_values() if hasattr(row, "getlist") else row
        place = f"{self.form.add_prefix(self.name)}-{number}"
        drawn = self.make_row(initial=initial, prefix=place, auto_id=str(self.form.auto_id))
        inner = f"{self.name}-{number}-"
        for name, texts in self.form.errors.items():
            if name.startswith(inner):
                drawn.errors[name.removeprefix(inner)] = drawn.error_class(texts)
        return drawn

    def describe_fault(self, place: str, text: str) -> str:
        """What is wrong at `2-role`, where all rows are one control."""
        return text

    def build_schema(self) -> dict[str, Any]:
        """What a JSON body holds here; the row's own component is added by `openapi`."""
        return {"type": "array", "maxItems": self.max_rows}

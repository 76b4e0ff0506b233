"""A form of the product: who fills it in, when, about what; its values, or what is wrong at each name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone

from marketplace.kit.inputs.raw import EMPTY, Errors, InnerErrors
from marketplace.kit.problems import Invalid, Problem


class InputForm(forms.Form):
    """A form declared once for every door.

    `by`, `at`, `about`: who fills it in, when, and about which row; a form says which of them it needs. A name that is a
    word of Python or of Django's forms is declared with an underscore behind it (`from_`, `media_`), and read, drawn and
    refused without it.

    `always_read`: where a form sets it, of its other fields only those are read that are given: what is not named stays as
    it is stored. `outer`: the form of whose list this is a row; `spare`: a row to fill in.
    """

    always_read: tuple[str, ...] | None = None
    outer: "InputForm | None" = None
    spare = False

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        by: Any = None,
        at: datetime | None = None,
        about: Any = None,
        initial: Mapping[str, Any] | None = None,
        prefix: str | None = None,
        auto_id: str = "id_%s",
    ) -> None:
        super().__init__(data, files, auto_id, initial=dict(initial or {}), prefix=prefix, use_required_attribute=False)
        self.by, self.at, self.about = by, at or timezone.now(), about
        self.fields = {name.removesuffix("_"): field for name, field in self.fields.items()}
        if self.is_bound and self.always_read is not None:
            self.fields = {
                name: field for name, field in self.fields.items() if name in self.always_read or self.gives(name)
            }
        self.sections: dict[str, InputForm] = {}
        for name, field in self.fields.items():
            if callable(bind := getattr(field, "bind_to_form", None)):
                bind(self, name)

    def gives(self, name: str) -> bool:
        """Is the field named in the data, be it with nothing?"""
        rows = hasattr(self.data, "getlist") and any(key.startswith(f"{name}-") for key in self.data)
        return name in self.data or rows

    def read_other(self, data: Any) -> None:
        """Read other data with the same fields: one form reads all rows of a list."""
        self.data = data
        self.full_clean()

    def read_values(self) -> dict[str, Any]:
        """The values read, by name. Raises Invalid with a message at each name that is wrong."""
        if not self.is_valid():
            raise Invalid(self.messages())
        return self.cleaned_data

    def amount_currency(self) -> str | None:
        """The currency of the form's amounts: that of its field `currency`, which is read before them."""
        return self.cleaned_data.get("currency")

    def get_raw_values(self) -> dict[str, Any]:
        """What was typed, or what is filled in, as raw values by name."""
        return {name: self[name].value() for name in self.fields}

    def messages(self) -> Errors:
        """What is wrong, by name."""
        return {name: [str(text) for text in texts] for name, texts in self.errors.items()}

    def show_refusal(self, problem: Problem) -> None:
        """Show at its fields what an action refused; what has no field here is shown by the page's summary."""
        told: Errors = getattr(problem, "errors", {}) or {problem.field: [problem.message()]}
        for name, texts in told.items():
            self.refuse_at(name, texts)

    def refuse_at(self, name: str, texts: list[str]) -> None:
        """Show messages at a field, be it in a section, that says nothing yet."""
        if name in self.fields and name not in self.errors:
            self.add_error(name, texts)
        for section in self.sections.values():
            section.refuse_at(name, texts)
            if name in section.errors:
                self.errors.setdefault(name, section.errors[name])

    def add_error(self, field: str | None, error: Any) -> None:
        """As Django's; what is wrong inside a field stands at its own places."""
        if not isinstance(error, InnerErrors):
            super().add_error(field, error)
            return
        for place, texts in error.places.items():
            self.errors.setdefault(place, self.error_class(error_class=None)).extend(texts)
        self.cleaned_data.pop(str(field), None)

    def has(self, name: str) -> bool:
        """Is anything given under this name?"""
        return bool(self.is_bound and self[name].data not in EMPTY)

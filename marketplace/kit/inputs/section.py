"""A form inside a form: an object of its own in JSON, fields beside the others on a page."""

from typing import TYPE_CHECKING, Any

from django import forms

from marketplace.kit.inputs.raw import InnerErrors

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm


class SectionWidget(forms.Widget):
    """On a page the section's fields stand beside the others'; in JSON they are an object under its name."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data if hasattr(data, "getlist") else data.get(name)


class SectionField(forms.Field):
    """The values of `form_class`; what is wrong stands at the names of its fields."""

    widget = SectionWidget

    def __init__(self, form_class: "type[InputForm]", **options: Any) -> None:
        super().__init__(required=False, **options)
        self.form_class = form_class

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        """Make the inner form, which knows what the outer one does."""
        data = SectionWidget().value_from_datadict(form.data, form.files, name) if form.is_bound else None
        given = data if hasattr(data, "get") or data is None else {}
        if form.is_bound and given is None:
            given = {}
        inner = self.form_class(given, by=form.by, at=form.at, about=form.about, initial=form.initial.get(name))
        self.inner = form.sections[name] = inner

    def clean(self, value: Any) -> dict[str, Any]:
        """The inner values. Raises InnerErrors."""
        if not self.inner.is_valid():
            raise InnerErrors(self.inner.messages())
        return self.inner.cleaned_data

"""Fields of a yes or no."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.kit.inputs.fields import InputField

TRUE, FALSE = (True, "1", "true", "on"), (False, "0", "false", "off")


class YesNoField(InputField):
    """Yes or no, which has to be said: two radio buttons ("1", "0"), or a JSON truth."""

    default_error_messages = {"required": _("Choose one.")}
    empty = None

    def __init__(self, *, yes: Any, no: Any, **options: Any) -> None:
        super().__init__(widget=forms.RadioSelect(choices=[("1", yes), ("0", no)]), **options)

    def clean(self, value: Any) -> bool | None:
        """The truth. Raises ValidationError."""
        if value in (None, ""):
            return super().clean(None)  # type: ignore[no-any-return]  # Django's is untyped
        return read_truth(value)

    def build_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


class FlagWidget(forms.CheckboxInput):
    """A box, whose raw value is read like any other: to Django's own every text is a tick, also "0"."""

    def __init__(self) -> None:
        super().__init__(check_test=lambda value: value in TRUE)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        return data.get(name)


class FlagField(InputField):
    """A box that is ticked or not, or a JSON truth; nothing is no."""

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=FlagWidget(), default=False, **options)

    def clean(self, value: Any) -> bool:
        """The truth. Raises ValidationError."""
        return read_truth(False if value in (None, "") else value)

    def build_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


def read_truth(value: Any) -> bool:
    """A ticked box, a radio button or a JSON truth. Raises ValidationError."""
    given = value.strip().lower() if isinstance(value, str) else value
    if isinstance(given, (str, bool)) and given in (*TRUE, *FALSE):
        return given in TRUE
    raise ValidationError(_("Send true or false."), code="shape")

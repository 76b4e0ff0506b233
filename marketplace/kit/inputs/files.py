"""An uploaded file."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm


class UploadField(forms.FileField):
    """A file. What it is, is told from its bytes by the action that keeps it.

    `endings` is what the browser's dialog offers; it decides nothing.
    """

    default_error_messages = {"required": _("Attach a file.")}

    def __init__(self, *, endings: str = "", **options: Any) -> None:
        super().__init__(widget=forms.FileInput(attrs={"accept": endings} if endings else {}), **options)

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        """Come to know the form and the own name in it."""
        self.form, self.name = form, name

    def clean(self, value: Any, initial: Any = None) -> Any:
        """The file, or None. Raises ValidationError."""
        if value in (None, ""):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not hasattr(value, "read"):
            raise ValidationError(_("Send a file."), code="shape")
        return value

    def build_described_schema(self) -> dict[str, Any]:
        """What a multipart body holds here."""
        told = {"description": str(self.help_text)} if self.help_text else {}
        return {"type": "string", "format": "binary"} | told

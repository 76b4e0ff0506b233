"""A file in a form: sent with it, or the number of an upload that arrived in pieces before."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from marketplace.files.completing import open_arrived
from marketplace.files.policies import Policy
from marketplace.kit.problems import Problem

if TYPE_CHECKING:
    from marketplace.kit.inputs.form import InputForm


class UploadInput(forms.FileInput):
    """The browser's own control, which a script lets send in pieces; what arrived stays when the form is shown again."""

    template_name = "kit/upload.html"

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        """The file, else what stands in its place."""
        return files.get(name) or data.get(name)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the upload that was named before."""
        return super().get_context(name, None, attrs) | {"arrived": read_number(value)}


def read_number(value: Any) -> UUID | None:
    """The number of an upload, where the text is one."""
    try:
        return UUID(value) if isinstance(value, str) else None
    except ValueError:
        return None


class UploadField(forms.FileField):
    """A file that `policy` takes; the action that keeps it tells from its bytes what it is. Needs `by` for what arrived before."""

    default_error_messages = {"required": _("Attach a file.")}

    def __init__(self, policy: Policy, **options: Any) -> None:
        self.policy = policy
        super().__init__(
            widget=UploadInput(attrs={"accept": policy.offered, "data-upload": policy.purpose.value}), **options
        )

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        """Come to know the form and the own name in it."""
        self.form, self.name = form, name

    def clean(self, value: Any, initial: Any = None) -> Any:
        """The file, or None. Raises ValidationError."""
        if value in (None, ""):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if hasattr(value, "read"):
            return value
        number, by = read_number(value), self.form.by
        if number is None or by is None:
            raise ValidationError(_("Send a file."), code="shape")
        return self.find_arrived(number, owner=by.organisation.pk, sender=by.user.pk)

    def find_arrived(self, number: UUID, *, owner: int, sender: int) -> Any:
        """The file of this upload of the sender's own. Raises ValidationError."""
        try:
            return open_arrived(number, self.policy, owner=owner, sender=sender, at=self.form.at)
        except Problem as problem:
            raise ValidationError(problem.message(), code=problem.code) from problem

    def build_described_schema(self) -> dict[str, Any]:
        """A multipart body holds the file, or, as a body of JSON, the number of its upload."""
        told = [str(self.help_text), str(_("The file, or the number of an upload that has arrived whole."))]
        return {"type": "string", "description": " ".join(text for text in told if text)}

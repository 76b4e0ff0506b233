"""Fields of the staff's forms: rows that people name by a number or a reference, and reasons."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from listings.models import Programme
from marketplace.contracts.models import Instalment
from marketplace.kit.inputs.fields import InputField, TextField
from marketplace.kit.keys import read_key

if TYPE_CHECKING:
    from marketplace.kit.inputs import InputForm

MAX_REASON_LENGTH, MAX_NOTE_LENGTH = 1000, 2000
MAX_REFERENCE_LENGTH = 40


class ReasonField(TextField):
    """What is wrong with one fact: an optional line, which its writer reads."""

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_REASON_LENGTH, required=False, **options)


class InvoiceField(TextField):
    """An instalment by its invoice number or its payment reference."""

    default_error_messages = {"required": _("No invoice has this number or reference.")}

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", _("Invoice or reference"))
        super().__init__(max_length=MAX_REFERENCE_LENGTH, **options)

    def read_text(self, text: str) -> Any:
        """The instalment. Raises ValidationError."""
        wanted, rows = super().read_text(text), Instalment.objects.with_contract()
        found = rows.filter(invoice_number__iexact=wanted).first() or rows.filter(reference__iexact=wanted).first()
        if found is None:
            raise ValidationError(self.error_messages["required"])
        return found


class ProgrammeField(TextField):
    """A programme by its public number, in any case."""

    empty = None
    default_error_messages = {"unknown": _("No programme is called %(wanted)s.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(max_length=MAX_REFERENCE_LENGTH, placeholder="MN-TH-004182", **options)
        self.widget.attrs["class"] = "in id"

    def read_text(self, text: str) -> Any:
        """The programme with its seller. Raises ValidationError."""
        wanted = super().read_text(text)
        found = Programme.objects.select_related("organisation", "work").filter(public_id__iexact=wanted).first()
        if found is None:
            raise ValidationError(self.error_messages["unknown"], params={"wanted": wanted})
        return found


class OrganisationField(InputField):
    """One of the organisations that `rows` gives, by its number."""

    empty = None

    def __init__(self, *, rows: Callable[[], QuerySet[Organisation]], **options: Any) -> None:
        super().__init__(widget=forms.Select(), **options)
        self.rows = rows

    def bind_to_form(self, form: "InputForm", name: str) -> None:
        super().bind_to_form(form, name)
        # A function, asked when the field is drawn: a form that is only read needs no list.
        self.widget.choices = lambda: [("", ""), *((row.pk, row.name_en) for row in self.rows())]

    def read_text(self, text: str) -> Organisation:
        """The organisation. Raises ValidationError."""
        found = self.rows().filter(pk=read_key(text)).first()
        if found is None:
            raise ValidationError(self.error_messages["required"])
        return found

    def build_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": 1}

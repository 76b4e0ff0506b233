"""The forms of imports; and rows of our own sheet as forms: as a record's on the page, with the kinds that deals and mandates
make."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from listings.exchange.states import Kind
from listings.rights.inputs.records import RightOutForm
from listings.states import Purpose
from marketplace.files.policies import IMPORT
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import InputForm, OneOfField
from marketplace.kit.inputs.widgets import explain

UNGRADED = frozenset({Purpose.HOLDBACK, Purpose.OWN_USE})


class SheetRightOutForm(RightOutForm):
    """What a row says of what is taken. Kinds that nobody records by hand are read, and stay as they are."""

    counts_for: ClassVar[Mapping[str, Collection[str]]] = {
        "grade": frozenset(Purpose) - UNGRADED,
        "binds": {Purpose.HOLDBACK},
        "expires": {Purpose.OPTION, Purpose.RESERVATION},
    }

    purpose: Any = OneOfField(label=gettext_lazy("Kind"), choices=Purpose.choices)


MEANINGS = {
    Kind.AVAILS: gettext_lazy("The industry's format: workbooks 1.7 to 1.9 (.xlsx), or XML 2.2 to 2.7 (.xml)."),
    Kind.OWN: gettext_lazy(
        "The sheet that you get from Export, in English or Chinese, with your changes in it (.xlsx)."
    ),
    Kind.TITLES: gettext_lazy(
        "Titles with their facts, without rights: .csv or .xlsx with columns in any order. You say which column is which."
    ),
}


class ImportForm(InputForm):
    """A file that is to be imported, and what it holds."""

    kind = OneOfField(
        label=gettext_lazy("What the file holds"),
        choices=Kind.choices,
        radios=True,
        error_messages={"required": gettext_lazy("Choose what the file holds.")},
    )
    file = UploadField(
        IMPORT,
        label=gettext_lazy("File"),
        help_text=gettext_lazy("Drop it here or choose it. Up to 60 MB. Macros and formulas are never run."),
        error_messages={"required": gettext_lazy("Choose a file.")},
    )

    def explain_kinds(self) -> None:
        """Say beside each choice which files it means."""
        self.fields["kind"].widget.choices = [(kind.value, explain(kind.label, MEANINGS[kind])) for kind in Kind]

"""The forms of imports; and rows of our own sheet as forms: as a record's on the page, with the kinds that deals and mandates
make."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from listings.exchange import tables
from listings.exchange.encodings import ENCODINGS
from listings.exchange.models import Import
from listings.exchange.states import Kind
from listings.rights.inputs.records import RightOutForm
from listings.states import Purpose
from marketplace.files.policies import IMPORT
from marketplace.files.upload_field import UploadField
from marketplace.kit.inputs import InputForm, NumberField, OneOfField
from marketplace.kit.inputs.widgets import explain

NOT_THERE = "#none"  # stands for: the origin is in no column
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


class TableForm(InputForm):
    """Where the table of a file is: the encoding of a CSV file or the sheet of a workbook, and the row that names the columns.
    Needs `about`, the import."""

    encoding = OneOfField(label=gettext_lazy("Encoding"), choices=[*ENCODINGS.items()], required=False)
    header = NumberField(label=gettext_lazy("Row with the column names"), high=tables.MAX_HEADER_ROW, required=False)
    field_order = ("encoding", "sheet", "header")

    def __init__(self, *args: Any, **options: Any) -> None:
        batch: Import = options["about"]
        super().__init__(*args, initial=tables.place_of(batch.place).stored(), **options)
        if tables.is_book(batch.file.path):
            names = [(name, name) for name in tables.sheet_names(batch.file.path)]
            del self.fields["encoding"]
            self.fields["sheet"] = field = OneOfField(label=gettext_lazy("Sheet"), choices=names, required=False)
            field.bind_to_form(self, "sheet")
            self.order_fields(self.field_order)


class ColumnsForm(InputForm):
    """Which column of a list of titles is which: a field for each of ours. Needs `about`, the import."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        theirs = [(name, name) for name in self.about.columns]
        for ours, label in tables.COLUMNS.items():
            self.fields[ours] = field = make_column_field(ours, str(label), theirs)
            field.bind_to_form(self, ours)

    @property
    def mapping(self) -> dict[str, str]:
        """What was chosen: {our column: theirs}, "" for the origin where it is in no column."""
        chosen = {ours: str(self[ours].value() or "") for ours in tables.COLUMNS}
        return {ours: "" if theirs == NOT_THERE else theirs for ours, theirs in chosen.items() if theirs}


def make_column_field(ours: str, label: str, theirs: list[tuple[str, str]]) -> OneOfField:
    """The choice of one column."""
    needed = ours in tables.NEEDED
    none = gettext_lazy("Choose a column") if needed else gettext_lazy("Not in the file")
    asked = [(NOT_THERE, gettext_lazy("Not in the file: ask for it in each draft"))] if ours == tables.ORIGIN else []
    return OneOfField(
        label=label,
        choices=[("", none), *asked, *theirs],
        required=needed,
        error_messages={"required": gettext_lazy("Choose the column that holds it.")},
    )

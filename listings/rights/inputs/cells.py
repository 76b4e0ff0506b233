"""Fields of a licence: exclusivity, and cells of media and territories."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listings.rights.request import Cell
from listings.states import GRADES_OF_LICENCES, Grade
from marketplace.kit.fields import unknown_code
from marketplace.kit.inputs import OneOfField
from marketplace.kit.inputs.fields import InputField
from marketplace.kit.inputs.raw import many_texts
from marketplace.kit.inputs.widgets import LaidOutWidget
from marketplace.vocabularies import grades, media, territories

MAX_CELLS = 15 * 20
MAX_FAULTS_SHOWN, MAX_CODE_SHOWN = 5, 20


class GradeField(OneOfField):
    """Exclusive, sole or non-exclusive."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Exclusivity"))
        super().__init__(choices=GRADES_OF_LICENCES, radios=True, **options)

    def list_meanings(self) -> list[tuple[str, str]]:
        """Each grade's name, and what it means in one line, in the reader's language."""
        language = get_language() or "en"
        return [(str(name), grades.grade_definition(Grade(grade), language)) for grade, name in self.listed()]

    def clean(self, value: Any) -> Any:
        """The grade, or "" where none is needed. Raises ValidationError."""
        read = super().clean(value)
        return Grade(read) if read else read


class CellsWidget(LaidOutWidget):
    """A table of boxes, media by territories. On a page media and territories whose product is meant do as well.

    The table says which rows and columns it has, so that a page shown again has them all, whatever is ticked.
    """

    template_name = "listings/rights/inputs/cells.html"

    def __init__(self) -> None:
        super().__init__()
        self.offered: tuple[set[str], set[str]] = (set(), set())

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return data.get(name)
        self.offered = (set(data.getlist(f"{name}-rows")), set(data.getlist(f"{name}-columns")))
        return data.getlist(name) or [f"{m}:{t}" for m in data.getlist("media") for t in data.getlist("territories")]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """The table: the media and territories of the cells that are chosen, and of the table that was sent."""
        chosen = {str(cell) for cell in value or ()}
        of_rows = {cell.partition(":")[0] for cell in chosen} | self.offered[0]
        of_columns = {cell.partition(":")[2] for cell in chosen} | self.offered[1]
        rows = sorted(of_rows & set(media.codes), key=media.number)
        columns = sorted(of_columns & set(territories.codes), key=territories.number)
        return super().get_context(name, value, attrs) | {
            "columns": [(code, territories.short_name(code)) for code in columns],
            "rows": [(row, [(f"{row}:{code}", code, f"{row}:{code}" in chosen) for code in columns]) for row in rows],
        }


class CellsField(InputField):
    """A set of (medium, territory), each written MEDIUM:TERRITORY."""

    default_error_messages = {"required": gettext_lazy("Choose at least one right in one territory.")}

    def __init__(self, **options: Any) -> None:
        super().__init__(widget=CellsWidget(), **options)

    def clean(self, value: Any) -> frozenset[Cell]:
        """The cells. Raises ValidationError: a message for each of the first wrong ones."""
        words = many_texts(value)
        if not words:
            raise ValidationError(self.error_messages["required"], code="required")
        pairs = [(medium, territory) for medium, _colon, territory in (word.partition(":") for word in words)]
        wrong = [text for pair in pairs if (text := wrong_cell(*pair))]
        if len(set(pairs)) > MAX_CELLS:
            wrong.append(_("At most %(most)s cells in one offer.") % {"most": MAX_CELLS})
        if wrong:
            raise ValidationError(wrong[:MAX_FAULTS_SHOWN])
        return frozenset(pairs)

    def build_schema(self) -> dict[str, Any]:
        return {"type": "array", "items": {"type": "string", "maxLength": 20}, "maxItems": MAX_CELLS}


def wrong_cell(medium: str, territory: str) -> str:
    """What is wrong with a cell, or nothing."""
    if medium not in media.VOCABULARY:
        return unknown_code(medium[:MAX_CODE_SHOWN], media.VOCABULARY)
    if territory not in territories.VOCABULARY:
        return unknown_code(territory[:MAX_CODE_SHOWN], territories.VOCABULARY)
    return ""

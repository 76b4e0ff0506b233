"""The request of a catalogue's address, field by field: what pages, the API and kept requests read it through."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from listings.states import Grade
from marketplace.kit.inputs import CodesField, PeriodForm
from marketplace.kit.inputs.fields import InputField
from marketplace.vocabularies import languages, media, territories, uses

MAX_YEARS = 100
MAX_SHOWN = 20  # characters of a wrong value that a message repeats
# The letters are older than the words.
GRADES = {"0": Grade.NON_EXCLUSIVE, "1": Grade.SOLE, "s": Grade.EXCLUSIVE}


class GradeLetterField(InputField):
    """Exclusivity in one letter: 0 non-exclusive, also where it is missing, 1 sole, s exclusive."""

    def __init__(self, **options: Any) -> None:
        super().__init__(default=Grade.NON_EXCLUSIVE, **options)

    def read_text(self, text: str) -> Grade:
        """The grade. Raises ValidationError."""
        if text.lower() in GRADES:
            return GRADES[text.lower()]
        raise ValidationError(
            _(
                "“%(value)s” is no exclusivity. Write 0 (non-exclusive), 1 (sole: the owner may use it too) or s (exclusive: nobody else)."
            ),
            params={"value": text[:MAX_SHOWN]},
        )

    def build_schema(self) -> dict[str, Any]:
        return {"type": "string", "enum": [*GRADES]}


class AvailsRequestForm(PeriodForm):
    """Media, territories, a window whose last day is included, exclusivity, languages and their use.

    Without media it is any of them, without territories any of the region's.
    """

    r = CodesField(vocabulary=media.VOCABULARY, upper=True, all_of="ALL", empty_is_all=True)
    t = CodesField(vocabulary=territories.VOCABULARY, upper=True, required=False)
    x = GradeLetterField()
    l = CodesField(vocabulary=languages.VOCABULARY, required=False)  # noqa: E741 -- the address says so
    u = CodesField(vocabulary=uses.VOCABULARY, upper=True, required=False)

    def clean(self) -> dict[str, Any]:
        """Fill in the region, and refuse a window that nobody can mean."""
        cleaned = super().clean()
        if "t" in cleaned:
            cleaned["t"] = cleaned["t"] or frozenset(territories.HOME)
        period = cleaned.get("period")
        if period and period.end.year - period.start.year > MAX_YEARS:
            self.add_error(
                "to", ValidationError(_("At most %(years)s years in one request."), params={"years": MAX_YEARS})
            )
        return cleaned

"""What a record of rights covers: territories, media, languages, their use, and days."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listings.rights.inputs.territories import TerritoriesField
from marketplace.kit.inputs import CodesField, DayField, PeriodForm
from marketplace.kit.inputs.widgets import LaidOutWidget
from marketplace.vocabularies import languages, media, uses

SCOPE_ORDER = ("territories", "media_", "languages", "uses", "from_", "to")
FAMILIES = ("demand", "linear", "cinematic", "ancillary", "carrier", "derivative")


def name_families() -> dict[str, str]:
    """The families of media rights, in the vocabulary's order."""
    return {
        "demand": _("On demand"),
        "linear": _("Linear"),
        "cinematic": _("Cinema and public showing"),
        "ancillary": _("In transit and closed circuits"),
        "carrier": _("Carriers"),
        "derivative": _("Derivative rights"),
    }


class MediaWidget(LaidOutWidget):
    """Boxes by family of rights."""

    template_name = "listings/rights/inputs/media.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        language, names, chosen = get_language() or "en", name_families(), set(value or ())
        return super().get_context(name, value, attrs) | {
            "all_codes": ",".join(media.codes),
            "families": [
                (
                    names[family],
                    [
                        (m.code, media.name(m.code, language), m.code in chosen)
                        for m in media.MEDIA
                        if m.family == family
                    ],
                )
                for family in FAMILIES
            ],
        }


class LanguagesWidget(LaidOutWidget):
    """Boxes: the region's languages, and behind them all others."""

    template_name = "listings/rights/inputs/languages.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        language, chosen = get_language() or "en", set(value or ())
        boxes = {code: (code, languages.name(code, language), code in chosen) for code in languages.codes}
        return super().get_context(name, value, attrs) | {
            "usual": [boxes[code] for code in languages.USUAL],
            "others": [box for code, box in boxes.items() if code not in languages.USUAL],
            "others_chosen": bool(chosen - set(languages.USUAL)),
        }


class ScopeForm(PeriodForm):
    """What a record covers. Without languages or uses: all of them. `to` is included; without it: no end."""

    field_order: Iterable[str] = SCOPE_ORDER

    territories = TerritoriesField()
    media_ = CodesField(label=gettext_lazy("Rights"), vocabulary=media.VOCABULARY, widget=MediaWidget())
    languages = CodesField(
        label=gettext_lazy("Languages"),
        vocabulary=languages.VOCABULARY,
        empty_is_all=True,
        widget=LanguagesWidget(),
        help_text=gettext_lazy("None chosen means all of them."),
    )
    uses = CodesField(
        label=gettext_lazy("How the languages are used"),
        vocabulary=uses.VOCABULARY,
        empty_is_all=True,
        help_text=gettext_lazy("None chosen means every use."),
    )
    from_ = DayField(label=gettext_lazy("From"), calendar=True)
    to = DayField(
        label=gettext_lazy("Last day"),
        last=True,
        calendar=True,
        required=False,
        help_text=gettext_lazy("Empty means no end."),
    )

    def clean(self) -> dict[str, Any]:
        """The two days are the value `period`."""
        cleaned = super().clean()
        for name in ("from", "to"):
            cleaned.pop(name, None)
        return cleaned

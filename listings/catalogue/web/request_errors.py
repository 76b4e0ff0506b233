"""A request that could not be read: each mistake with the place of its field and, where one is known, the fix."""

from dataclasses import dataclass

from django.http import QueryDict
from django.utils.translation import gettext as _

from listings.rights.request import CODES
from marketplace.vocabularies import Vocabulary

SEGMENTS = {
    "r": "seg-rights",
    "t": "seg-territories",
    "from": "seg-window",
    "to": "seg-window",
    "x": "seg-exclusive",
    "l": "seg-languages",
    "u": "seg-languages",
}
MAX_FIXED = 60


@dataclass(frozen=True)
class Mistake:
    """`label` names the field, `place` is the id of its segment in the bar; `fix` ("" = none known) is what `url` asks."""

    label: str
    text: str
    place: str
    fix: str
    url: str


def list_mistakes(values: QueryDict, errors: dict[str, str]) -> list[Mistake]:
    """Every field that is wrong, in the bar's order."""
    return [make_mistake(values, key, errors[key]) for key in SEGMENTS if key in errors]


def make_mistake(values: QueryDict, key: str, text: str) -> Mistake:
    """One field: unknown codes are replaced by those that were probably meant, or left out where there is no guess."""
    labels = {
        "r": _("Rights"),
        "t": _("Territories"),
        "from": _("First day"),
        "to": _("Last day"),
        "x": _("Exclusivity"),
        "l": _("Languages"),
        "u": _("How they are used"),
    }
    meant = likely_codes(values, key, CODES[key]) if key in CODES else []
    fixed = values.copy()
    fixed[key] = ",".join(meant)
    fix = _("Use %(codes)s") % {"codes": ", ".join(meant[:8]) + (" …" if len(meant) > 8 else "")} if meant else ""
    return Mistake(labels[key], text, SEGMENTS[key], fix, f"?{fixed.urlencode(safe=',')}")


def likely_codes(values: QueryDict, key: str, vocabulary: Vocabulary) -> list[str]:
    """The codes that were probably meant, in the vocabulary's order."""
    words = [word.strip() for text in values.getlist(key) for word in text.replace("\x00", "").split(",")]
    meant = {vocabulary.suggest(word) for word in dict.fromkeys(words[:MAX_FIXED]) if word}
    return sorted((code for code in meant if code), key=vocabulary.number)

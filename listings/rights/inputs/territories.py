"""Territories as people pick them: boxes, own sets and a pasted list, without those left out; in JSON a list of codes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from listings.models import TerritorySet
from marketplace.kit.fields import unknown_code
from marketplace.kit.inputs import CodesField
from marketplace.kit.inputs.raw import one_text
from marketplace.kit.inputs.widgets import LaidOutWidget
from marketplace.kit.keys import read_key
from marketplace.vocabularies import territories

Codes = frozenset[str]
WORLD = "WORLD"
MARKS = re.compile(r"[,;，、；\n\r\t]+")
MAX_TEXT_LENGTH, MAX_CODE_SHOWN, MAX_FAULTS_SHOWN = 4000, 40, 5


@dataclass(frozen=True)
class Picked:
    """What a page posts: boxes (WORLD for all), ids of own sets, and two texts with codes."""

    boxes: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    include: str = ""
    exclude: str = ""


class TerritoriesWidget(LaidOutWidget):
    """Drawn by `<c-picker-territory>`."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if not hasattr(data, "getlist"):
            return data.get(name)
        texts = (one_text(data.get(text)) for text in ("include", "exclude"))
        return Picked(tuple(data.getlist(name)), tuple(data.getlist("sets")), *texts)


class TerritoriesField(CodesField):
    """A set of territories; WORLD stands for every one. What is wrong in any part stands at the field."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("label", gettext_lazy("Territories"))
        super().__init__(vocabulary=territories.VOCABULARY, all_of=WORLD, widget=TerritoriesWidget(), **options)

    def clean(self, value: Any) -> Codes:
        """The codes. Raises ValidationError."""
        if not isinstance(value, Picked):
            return super().clean(value)
        ticked = super().clean([*value.boxes]) if any(one.strip("\x00 ,") for one in value.boxes) else frozenset[str]()
        more, wrong = read_text(value.include)
        less, wrong_less = read_text(value.exclude)
        both = [_("%(code)s stands in both lists.") % {"code": code} for code in sorted(more & less)[:1]]
        if faults := [*wrong, *wrong_less, *both]:
            raise ValidationError(faults)
        return super().clean(ticked.union(more, *self.read_own_sets(value.sets)) - less)

    def read_own_sets(self, ids: tuple[str, ...]) -> list[Codes]:
        """The territories of own sets. Raises ValidationError for one that is not there."""
        keys = {key for text in ids if (key := read_key(text))}
        found = TerritorySet.objects.visible_to(self.form.by).filter(pk__in=keys) if keys else ()
        sets = [one.territories for one in found]
        if len(sets) < len(set(ids)):
            raise ValidationError(_("One of these sets is not there any more. Choose again."))
        return sets

    def prepare_value(self, value: Any) -> Any:
        """Boxes for the home territories, the rest as text."""
        if isinstance(value, Picked):
            return value
        codes = sorted(frozenset(value or ()) & frozenset(territories.codes), key=territories.number)
        rest = ", ".join(code for code in codes if code not in territories.HOME)
        return Picked(tuple(code for code in codes if code in territories.HOME), include=rest)

    def list_boxes(self) -> list[tuple[str, str]]:
        """(code, name) of the home territories."""
        return [(code, territories.name(code, get_language() or "en")) for code in territories.HOME]

    def list_sets(self) -> list[tuple[str, str, int]]:
        """(id, name, how many territories) of the organisation's sets, without the one that the form is about."""
        rows = TerritorySet.objects.visible_to(self.form.by) if self.form.by else ()
        return [(str(one.pk), one.name, len(one.territories)) for one in rows if one != self.form.about]


def read_text(text: str) -> tuple[Codes, list[str]]:
    """The codes in a pasted text, in any case, and a message for each word that is none: "TH, VN, MYS" lacks MY."""
    if len(text) > MAX_TEXT_LENGTH:
        said = {"most": MAX_TEXT_LENGTH, "length": len(text)}
        return frozenset(), [_("Up to %(most)s characters fit; these are %(length)s.") % said]
    known = {code.casefold(): code for code in territories.codes}
    found, wrong = set[str](), []
    for part in MARKS.split(text):
        words = part.split()
        codes = [known[word.casefold()] for word in words if word.casefold() in known]
        if len(codes) == len(words):
            found.update(codes)
        else:
            wrong.append(unknown_code(" ".join(words)[:MAX_CODE_SHOWN], territories.VOCABULARY))
    return frozenset(found), wrong[:MAX_FAULTS_SHOWN]

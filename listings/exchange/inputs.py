"""Rows of our own sheet as forms: the same as a record's on the page, with the kinds that deals and mandates make."""

from collections.abc import Collection, Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext_lazy

from listings.rights.inputs.records import RightOutForm
from listings.states import Purpose
from marketplace.kit.inputs import OneOfField

UNGRADED = frozenset({Purpose.HOLDBACK, Purpose.OWN_USE})


class SheetRightOutForm(RightOutForm):
    """What a row says of what is taken. Kinds that nobody records by hand are read, and stay as they are."""

    counts_for: ClassVar[Mapping[str, Collection[str]]] = {
        "grade": frozenset(Purpose) - UNGRADED,
        "binds": {Purpose.HOLDBACK},
        "expires": {Purpose.OPTION, Purpose.RESERVATION},
    }

    purpose: Any = OneOfField(label=gettext_lazy("Kind"), choices=Purpose.choices)

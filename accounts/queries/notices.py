"""Notices as a page shows them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import Notice
from accounts.notices import WORDINGS, heading, sentence

TURN, CHANGED, INFORMATION = _("Your turn"), _("Changed"), _("For information")
# Of a deal or of the organisation itself something moved; the rest is good to know.
NEWS = ("accounts.joined", "accounts.token_created", "accounts.roles_changed", "offers.message")


@dataclass(frozen=True)
class Line:
    """A notice in words."""

    notice: Notice
    heading: str
    sentence: str


def grouped(notices: Iterable[Notice]) -> list[tuple[str | Promise, list[Line]]]:
    """The three groups with their lines, in the given order; a notice whose words are gone is left out."""
    groups: dict[str | Promise, list[Line]] = {TURN: [], CHANGED: [], INFORMATION: []}
    for notice in notices:
        if notice.kind in WORDINGS:
            groups[group_of(notice)].append(Line(notice, heading(notice), sentence(notice)))
    return list(groups.items())


def group_of(notice: Notice) -> str | Promise:
    """A turn that was seen is still the reader's until the thing itself moves on; its notice stays in its group."""
    if WORDINGS[notice.kind].your_turn:
        return TURN
    return INFORMATION if notice.kind in NEWS else CHANGED

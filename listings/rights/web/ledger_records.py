"""Records of the ledger as the page shows them: a row of a list, and everything there is to say about one."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from listings.models import Programme, RightIn, RightOut
from listings.rights.actions.save_rights import OWN_PURPOSES
from listings.rights.queries.ledger import Record, history_of
from listings.rights.web.ledger_words import (
    cause_text,
    changed_fields,
    field_name,
    languages_text,
    media_text,
    territories_text,
    time_of,
    uses_text,
    value_text,
)
from listings.states import Binds, Purpose
from marketplace.vocabularies import languages
from marketplace.vocabularies import uses as vocabulary_of_uses

ICONS = {
    "in": "arrow-down-left",
    "licence": "file-check",
    "reservation": "hourglass",
    "option": "timer",
    "external": "arrow-up-right",
    "holdback": "shield",
    "mandate": "handshake",
    "own_use": "user",
}
FIELDS = {
    "in": ("exclusive", "territories", "media", "languages", "uses", "period", "latest_end", "underlying_end",
           "underlying_note", "source"),
    "out": ("purpose", "grade", "binds", "territories", "media", "languages", "uses", "period", "expires_at", "runs", "catch_up_days",
            "cut", "note"),
}  # fmt: skip


@dataclass(frozen=True)
class Line:
    """One record in a list. `today` is the day that the ledger shows."""

    row: Record
    programme: Programme
    language: str
    today: date

    @property
    def kind(self) -> str:
        return "in" if isinstance(self.row, RightIn) else "out"

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.pk}"

    @property
    def url(self) -> str:
        return reverse("listings:ledger-record", args=[self.programme.public_id, self.kind, self.row.pk])

    @property
    def icon(self) -> str:
        return ICONS["in" if isinstance(self.row, RightIn) else self.row.purpose]

    @property
    def heading(self) -> str:
        """The contract that it comes from, or what kind of thing was given to whom."""
        if isinstance(self.row, RightIn):
            return self.row.source or _("No source contract named")
        name = str(Purpose(self.row.purpose).label)
        return f"{name}: {self.row.licensee}" if self.row.licensee else name

    @property
    def what(self) -> str:
        return f"{media_text(self.row.media)} · {territories_text(self.row.territories)}"

    @property
    def period(self) -> str:
        return value_text("period", (self.row.period.lower, self.row.period.upper), self.language)

    @property
    def over(self) -> bool:
        """Has its period ended by the day shown?"""
        return self.row.period.upper is not None and self.row.period.upper <= self.today

    @property
    def own(self) -> bool:
        """Did the seller make this record, so that it can end it?"""
        return isinstance(self.row, RightIn) or self.row.purpose in OWN_PURPOSES

    @property
    def deal(self) -> int:
        """The number of the holding of a deal; 0 for what the seller recorded itself."""
        return 0 if isinstance(self.row, RightIn) else self.row.holding_id or 0

    @property
    def remarks(self) -> list[str]:
        """What limits it, each in a few words."""
        language, row = self.language, self.row
        said = [languages_text(row.languages, language)] if row.languages != frozenset(languages.codes) else []
        if row.uses != frozenset(vocabulary_of_uses.codes):
            said.append(uses_text(row.uses, language))
        said += self.remarks_in(row) if isinstance(row, RightIn) else self.remarks_out(row)
        return said

    def remarks_in(self, row: RightIn) -> list[str]:
        said = [_("held exclusively") if row.exclusive else _("held non-exclusively")]
        if row.latest_end:
            said.append(
                _("licences at most %(until)s") % {"until": value_text("latest_end", row.latest_end, self.language)}
            )
        if row.underlying_end:
            name = row.underlying_note or _("underlying rights")
            said.append(f"{name} {value_text('underlying_end', row.underlying_end, self.language)}")
        return said

    def remarks_out(self, row: RightOut) -> list[str]:
        said = []
        if row.purpose == Purpose.HOLDBACK:
            said.append(
                _("binds the licensee")
                if row.binds == Binds.LICENSEE
                else _("binds you: nothing is released elsewhere")
            )
        elif row.purpose != Purpose.OWN_USE:
            said.append(value_text("grade", row.grade, self.language))
        if row.runs:
            said.append(_("%(runs)s runs") % {"runs": row.runs})
        if row.catch_up_days:
            said.append(_("%(days)s days of catch-up") % {"days": row.catch_up_days})
        return said + [text for text in (str(row.cut or ""), row.note) if text]

    @property
    def document(self) -> str:
        """The address of its document; nothing without one."""
        if not isinstance(self.row, RightIn) or not self.row.document_id:
            return ""
        return reverse("listings:ledger-document", args=[self.programme.public_id, self.row.pk])

    @cached_property
    def facts(self) -> list[tuple[str, str]]:
        """Every field that is filled in, with its name."""
        facts = [(field_name(field), self.value(field)) for field in FIELDS[self.kind]]
        if isinstance(self.row, RightIn) and self.row.mandate:
            facts.append((field_name("mandate"), str(self.row.mandate.programme.organisation)))
        if isinstance(self.row, RightOut) and self.row.licensee:
            name = field_name("agent" if self.row.purpose == Purpose.MANDATE else "licensee")
            facts.insert(1, (name, str(self.row.licensee)))
        return [(name, value) for name, value in facts if value]

    def value(self, field: str) -> str:
        """One field in words. Whom a record binds is said of holdbacks only; their grade follows from it."""
        purpose = getattr(self.row, "purpose", "")
        if (field == "binds") != (purpose == Purpose.HOLDBACK) and field in {"binds", "grade"}:
            return ""
        if field == "period":
            return self.period
        return value_text(field, getattr(self.row, field), self.language)


def order_lines(rows: tuple[Record, ...], programme: Programme, language: str, today: date) -> list[Line]:
    """Records as lists show them: those whose period is over come last, then by start."""
    made = [Line(row, programme, language, today) for row in rows]
    return sorted(made, key=lambda line: (line.over, line.row.period.lower, line.row.pk))


def record_history(line: Line) -> list[dict[str, Any]]:
    """Every change of the record, newest first: when, who, why, and what was before and after."""
    return [
        {
            "at": time_of(entry.at, line.language),
            "author": entry.author.display_name if entry.author else _("the system"),
            "cause": cause_text(entry.cause),
            "changes": changed_fields(entry, line.language),
        }
        for entry in history_of(line.kind, line.row.pk, line.programme)
    ]


def countdown_end(row: Record, now: datetime) -> datetime | None:
    """Until when an option or a hold stands, while it does."""
    expires = getattr(row, "expires_at", None)
    return expires if expires and expires > now else None

"""Read records of rights from a form or a JSON body: one reader for both doors, so both refuse the same things."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.actors import Actor
from listings.actions import Details, record_right_in, record_right_out
from listings.actions.papers import cut_named
from listings.models import Programme, RightIn, RightOut
from listings.queries.request import day_of
from listings.states import LICENCE_GRADES, Binds, Grade, Purpose
from marketplace.kit.fields import unknown_code
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid
from marketplace.kit.vocab import Vocabulary, languages, media, territories, uses

Codes = frozenset[str]
Errors = dict[str, list[str]]
# What a seller records as taken; own use and the others stand in the ledger.
OUT_KINDS = (Purpose.EXTERNAL, Purpose.OPTION, Purpose.HOLDBACK, Purpose.OWN_USE)
OPTION_DAYS = 30


@dataclass(frozen=True)
class Scope:
    """What a record covers."""

    territories: Codes
    media: Codes
    languages: Codes
    uses: Codes
    period: Period


def write_right_in(*, programme: Programme, data: Mapping[str, Any], by: Actor, at: datetime) -> RightIn:
    """Record a right held. `data`: territories, media, languages, uses (none of these two = all), from, to (inclusive;
    empty = no end), exclusive, source, latest_end, underlying_end, underlying_note. Raises Invalid and what `record_right_in` refuses.
    """
    errors: Errors = {}
    scope, source = read_scope(data, errors), read_words(data, "source", 120, errors)
    latest, underlying = (read_limit(data, name, scope, errors) for name in ("latest_end", "underlying_end"))
    note = read_words(data, "underlying_note", 120, errors)
    if errors or scope is None:
        raise Invalid(errors)
    return record_right_in(
        programme=programme, territories=scope.territories, media=scope.media, languages=scope.languages, uses=scope.uses,
        period=scope.period, exclusive=truth(data.get("exclusive")), source=source, latest_end=latest,
        underlying_end=underlying, underlying_note=note, by=by, at=at,
    )  # fmt: skip


def write_right_out(*, programme: Programme, data: Mapping[str, Any], by: Actor, at: datetime) -> RightOut:
    """Record what is taken. `data` as for a right in, with purpose, grade, binds, runs, catch_up_days, cut (its name),
    expires (of an option), source.

    Raises Invalid and what `record_right_out` refuses.
    """
    errors: Errors = {}
    scope, purpose = read_scope(data, errors), one_of(data, "purpose", OUT_KINDS, errors)
    grade = one_of(data, "grade", LICENCE_GRADES, errors, default=Grade.NON_EXCLUSIVE)
    binds = one_of(data, "binds", Binds.values, errors, default=Binds.LICENSOR)
    expires, runs = read_expiry(data, purpose, by, at, errors), read_number(data, "runs", errors)
    days, note = read_number(data, "catch_up_days", errors, most=365), read_words(data, "source", 200, errors)
    cut = read_words(data, "cut", 80, errors)
    if scope and not scope.media & media.LINEAR:
        errors.update({name: [linear_only()] for name, said in (("runs", runs), ("catch_up_days", days)) if said})
    if errors or scope is None:
        raise Invalid(errors)
    with transaction.atomic():
        version = cut_named(programme=programme, name=cut, by=by, at=at) if cut else None
        details = Details(note=note, binds=Binds(binds), runs=runs, catch_up_days=days, cut=version)
        return record_right_out(
            programme=programme, purpose=Purpose(purpose), grade=Grade(grade), territories=scope.territories,
            media=scope.media, languages=scope.languages, uses=scope.uses, period=scope.period, expires_at=expires,
            details=details, by=by, at=at,
        )  # fmt: skip


def linear_only() -> str:
    """Why runs or days of catch-up are refused."""
    said = {"media": ", ".join(sorted(media.LINEAR))}
    return _("This counts for linear media only: choose one of %(media)s, or leave it empty.") % said


def read_scope(data: Mapping[str, Any], errors: Errors) -> Scope | None:
    """The four sets and the period."""
    where = read_codes(data, "territories", territories.VOCABULARY, errors, needed=True)
    what = read_codes(data, "media", media.VOCABULARY, errors, needed=True)
    spoken = read_codes(data, "languages", languages.VOCABULARY, errors)
    used = read_codes(data, "uses", uses.VOCABULARY, errors)
    period = read_period(data, errors)
    return Scope(where, what, spoken, used, period) if period else None


def read_codes(
    data: Mapping[str, Any], field: str, vocabulary: Vocabulary, errors: Errors, *, needed: bool = False
) -> Codes:
    """A set of codes; none at all means all of them, unless `needed`. WORLD stands for every territory."""
    given = data.get(field) or ()
    texts: Iterable[Any] = [given] if isinstance(given, str) else given
    found = frozenset(word.strip() for text in texts for word in str(text).split(",") if word.strip())
    if field == "territories" and "WORLD" in found:
        found = frozenset(vocabulary.codes)
    if wrong := sorted(code for code in found if code not in vocabulary):
        errors[field] = [unknown_code(code[:20], vocabulary) for code in wrong[:5]]
    elif not found and needed:
        errors[field] = [_("Choose at least one.")]
    return found or frozenset(vocabulary.codes)


def read_period(data: Mapping[str, Any], errors: Errors) -> Period | None:
    """The period; an empty end is open."""
    found: dict[str, str] = {}
    start, ends = day_of(words(data, "from"), "from", found), words(data, "to")
    end = day_of(ends, "to", found, last=True) if ends else None
    if start and end and end <= start:
        found["to"] = _("The end must lie after the start.")
    errors.update({field: [message] for field, message in found.items()})
    return Period(start, end) if start and not found else None


def read_day(data: Mapping[str, Any], field: str, errors: Errors) -> date | None:
    """An inclusive last day, as the first day after it; empty = none."""
    found: dict[str, str] = {}
    text = words(data, field)
    day = day_of(text, field, found, last=True) if text else None
    errors.update({name: [message] for name, message in found.items()})
    return day


def read_limit(data: Mapping[str, Any], field: str, scope: Scope | None, errors: Errors) -> date | None:
    """A last day that licences may run to; it leaves something of the period to license."""
    day = read_day(data, field, errors)
    if scope and day and day <= scope.period.start:
        errors[field] = [_("This day lies before the period begins: nothing could be licensed.")]
    return day


def read_expiry(data: Mapping[str, Any], purpose: str, by: Actor, at: datetime, errors: Errors) -> datetime | None:
    """When an option runs out: the end of the day given, else in 30 days. Other records do not."""
    if purpose != Purpose.OPTION:
        return None
    day = read_day(data, "expires", errors)
    if day is None:
        return at + timedelta(days=OPTION_DAYS)
    ends = datetime.combine(day, time.min, by.organisation.zone)
    if ends <= at:
        errors["expires"] = [_("This day is over already.")]
    return ends


def read_number(data: Mapping[str, Any], field: str, errors: Errors, *, most: int = 9999) -> int | None:
    """A small whole number, or nothing."""
    text = words(data, field)
    if not text:
        return None
    if text.isdecimal() and len(text) < 5 and 0 < int(text) <= most:
        return int(text)
    said = {"value": text[:20], "low": 1, "high": most}
    errors[field] = [_("“%(value)s”: write a whole number from %(low)s to %(high)s.") % said]
    return None


def read_words(data: Mapping[str, Any], field: str, most: int, errors: Errors) -> str:
    """A text of at most `most` characters."""
    text = words(data, field)
    if len(text) > most:
        errors[field] = [
            _("Up to %(most)s characters fit; these are %(length)s.") % {"most": most, "length": len(text)}
        ]
    return text


def one_of(data: Mapping[str, Any], field: str, known: Iterable[str], errors: Errors, *, default: str = "") -> str:
    """One of a short list; an unknown one is named with those that exist."""
    value, choices = words(data, field) or default, [str(one) for one in known]
    if value not in choices:
        said = {"value": value[:40], "known": ", ".join(choices)}
        errors[field] = [
            _("“%(value)s” is not known here. Use one of: %(known)s.") % said if value else _("Choose one.")
        ]
    return value


def words(data: Mapping[str, Any], field: str) -> str:
    """A field's text, without the blanks around it."""
    value = data.get(field)
    return "" if value is None else str(value).replace("\x00", "").strip()


def truth(value: Any) -> bool:
    """A ticked box or a JSON true."""
    return value is True or value in {"1", "true", "on"}

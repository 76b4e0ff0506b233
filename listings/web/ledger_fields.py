"""The fields of "Add record": read, checked each at its place, and handed to the action that fits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.days import today_for
from listings import actions
from listings.actions.papers import attach_document, cut_named
from listings.models import Cut, Programme, RightIn, RightOut
from listings.queries.request import day_of
from listings.queries.works import cuts_of
from listings.reading import linear_only
from listings.states import LICENCE_GRADES, Binds, Grade, Purpose
from listings.web.picking import Codes, Errors, picked, picked_territories
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid, Problem
from marketplace.kit.vocab import grades
from marketplace.kit.vocab.media import LINEAR

KINDS = ("in", Purpose.EXTERNAL, Purpose.OPTION, Purpose.HOLDBACK, Purpose.OWN_USE)
# How much the columns hold.
MAX_LENGTHS = {"source": 120, "underlying_note": 120, "note": 200}


@dataclass(frozen=True)
class Common:
    """What every record says."""

    territories: Codes
    media: Codes
    languages: Codes
    uses: Codes
    period: Period


def kind_names() -> dict[str, str]:
    """The kinds of record that a seller adds, with what each means."""
    return {
        "in": _("I hold this right"), Purpose.EXTERNAL: _("Licensed elsewhere"), Purpose.OPTION: _("Option given"),
        Purpose.HOLDBACK: _("Holdback promised"), Purpose.OWN_USE: _("Own use"),
    }  # fmt: skip


def grade_meanings() -> list[tuple[str, str, str]]:
    """(grade, name, what it means in one line)."""
    language = get_language() or "en"
    return [(grade, str(grade.label), grades.definition(grade, language)) for grade in LICENCE_GRADES]


def add_record(
    *, post: QueryDict, file: "UploadedFile[bytes] | None", programme: Programme, by: Actor
) -> RightIn | RightOut:
    """Record what was posted, with its document; all of it or nothing. Raises Invalid and the actions' refusals."""
    errors: Errors = {}
    kind = post.get("kind", "")
    if kind not in KINDS:
        raise Invalid({"kind": [_("Choose one.")]})
    common = read_common(post, by, errors)
    with transaction.atomic():
        if kind == "in":
            return add_in(post, file, programme, common, errors, by)
        return add_out(post, Purpose(kind), programme, common, errors, by)


def read_common(post: QueryDict, by: Actor, errors: Errors) -> Common | None:
    """Territories, media, languages, uses, period; None when the period is wrong."""
    where = picked_territories(post, by, errors)
    what = picked(post, "media", errors, everything=False)
    spoken = picked(post, "languages", errors, everything=True)
    used = picked(post, "uses", errors, everything=True)
    period = read_period(post, errors)
    return Common(where, what, spoken, used, period) if period else None


def read_period(post: QueryDict, errors: Errors) -> Period | None:
    """From the first day to the last one, which may be empty: no end."""
    start = read_day(post, "from", errors)
    end = read_day(post, "to", errors, last=True) if post.get("to", "").strip() else None
    if start and end and end <= start:
        errors["to"] = [_("The end must lie after the start.")]
    return Period(start, end) if start and not {"from", "to"} & errors.keys() else None


def read_day(post: QueryDict, field: str, errors: Errors, *, last: bool = False) -> date | None:
    """A day; as an end (`last`) the day after it."""
    found: dict[str, str] = {}
    day = day_of(post.get(field, "").strip(), field, found, last=last)
    errors.update({name: [said] for name, said in found.items()})
    return day


def optional_day(post: QueryDict, field: str, errors: Errors) -> date | None:
    """The day after a last day that may be left out."""
    return read_day(post, field, errors, last=True) if post.get(field, "").strip() else None


def read_words(post: QueryDict, field: str, errors: Errors) -> str:
    """A line of text that fits its column."""
    text = " ".join(post.get(field, "").replace("\x00", "").split())
    if len(text) > MAX_LENGTHS[field]:
        errors[field] = [
            _("Up to %(most)s characters; these are %(n)s.") % {"most": MAX_LENGTHS[field], "n": len(text)}
        ]
    return text


def read_number(post: QueryDict, field: str, most: int, media: Codes, errors: Errors) -> int | None:
    """Runs or days of catch-up: a whole number, for linear media only."""
    text = post.get(field, "").strip()
    if not text:
        return None
    if not (text.isdecimal() and len(text) < 6 and 1 <= int(text) <= most):
        errors[field] = [_("Write a whole number from %(low)s to %(high)s.") % {"low": 1, "high": most}]
    elif not media & LINEAR:
        errors[field] = [linear_only()]
    else:
        return int(text)
    return None


def add_in(
    post: QueryDict, file: "UploadedFile[bytes] | None", programme: Programme, common: Common | None, errors: Errors, by: Actor
) -> RightIn:  # fmt: skip
    """A right that comes in, with its document."""
    latest, underlying = optional_day(post, "latest_end", errors), optional_day(post, "underlying_end", errors)
    source, note = read_words(post, "source", errors), read_words(post, "underlying_note", errors)
    if post.get("held") not in {"1", "0"}:
        errors["held"] = [_("Choose one.")]
    for field, day in (("latest_end", latest), ("underlying_end", underlying)):
        if common and day and day <= common.period.start:
            errors[field] = [_("This day lies before the period begins: nothing could be licensed.")]
    if errors or common is None:
        raise Invalid(errors)
    now = timezone.now()
    made = actions.record_right_in(
        programme=programme, **vars(common), exclusive=post.get("held") == "1", source=source, latest_end=latest,
        underlying_end=underlying, underlying_note=note, by=by, at=now,
    )  # fmt: skip
    if file:
        refuse_at("document", attach_document, row=made, file=file, by=by, at=now)
    return made


def add_out(
    post: QueryDict, purpose: Purpose, programme: Programme, common: Common | None, errors: Errors, by: Actor
) -> RightOut:
    """Something given, promised or used."""
    what = common.media if common else frozenset[str]()
    grade = read_grade(post, purpose, errors)
    expires = read_expiry(post, by, errors) if purpose == Purpose.OPTION else None
    runs = read_number(post, "runs", 9999, what, errors)
    days = read_number(post, "catch_up_days", 365, what, errors)
    note = read_words(post, "note", errors)
    binds = post.get("binds", "")
    if purpose == Purpose.HOLDBACK and binds not in Binds.values:
        errors["binds"] = [_("Choose one.")]
    if errors or common is None:
        raise Invalid(errors)
    details = actions.Details(
        note=note, binds=Binds(binds) if purpose == Purpose.HOLDBACK else Binds.LICENSOR, runs=runs, catch_up_days=days,
        cut=read_cut(post, programme, by),
    )  # fmt: skip
    return actions.record_right_out(
        programme=programme, purpose=purpose, grade=grade, **vars(common), expires_at=expires, details=details, by=by,
        at=timezone.now(),
    )  # fmt: skip


def read_grade(post: QueryDict, purpose: Purpose, errors: Errors) -> Grade:
    """Exclusive, sole or non-exclusive; what a holdback and own use are follows from their kind."""
    if purpose in {Purpose.HOLDBACK, Purpose.OWN_USE}:
        return Grade.NON_EXCLUSIVE
    word = post.get("grade", "")
    if word not in LICENCE_GRADES:
        errors["grade"] = [_("Choose one.")]
        return Grade.NON_EXCLUSIVE
    return Grade(word)


def read_expiry(post: QueryDict, by: Actor, errors: Errors) -> datetime | None:
    """Until the end of which day an option stands; it must lie ahead."""
    day = read_day(post, "expires", errors)
    if day and day < today_for(by, timezone.now()):
        errors["expires"] = [_("An option ends on a day from today on.")]
    return datetime.combine(day, time.max, by.organisation.zone) if day else None


def read_cut(post: QueryDict, programme: Programme, by: Actor) -> Cut | None:
    """The cut that is licensed: one of the programme's, or a new name."""
    if name := post.get("new_cut", "").strip():
        return cut_named(programme=programme, name=name, by=by, at=timezone.now())
    number = post.get("cut", "")
    if not number:
        return None
    found = cuts_of(programme).filter(pk=number if number.isdecimal() and len(number) < 18 else 0).first()
    if found is None:
        raise Invalid({"cut": [_("Choose one.")]})
    return found


def refuse_at(field: str, act: Callable[..., None], **values: object) -> None:
    """Do it; a refusal becomes a message at `field`."""
    try:
        act(**values)
    except Problem as problem:
        raise Invalid({field: [problem.message()]}) from problem

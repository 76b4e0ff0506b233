"""The rights and ask steps of the editor."""

from datetime import datetime, time, timedelta

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.web.doors import MemberRequest
from listings import actions
from listings.models import Programme, RightIn, RightOut
from listings.queries.request import day_of
from listings.states import Grade, Purpose
from marketplace.kit.fields import unknown_code
from marketplace.kit.money import BadAmount, parse_whole
from marketplace.kit.periods import Period
from marketplace.kit.problems import Invalid
from marketplace.kit.vocab import Vocabulary, currencies, languages, media, territories

Codes = frozenset[str]


def save_rights_step(request: MemberRequest, programme: Programme) -> None:
    """Add one record: a right in, or something sold, optioned or held back elsewhere. Raises Invalid and refusals."""
    post, errors = request.POST, dict[str, list[str]]()
    where = codes(post, "territories", territories.VOCABULARY, errors)
    what = codes(post, "media", media.VOCABULARY, errors)
    spoken = codes(post, "languages", languages.VOCABULARY, errors, everything=True)
    period = period_of(post, errors)
    if errors or period is None:
        raise Invalid(errors)
    record_one(request, programme, where, what, spoken, period)


def record_one(
    request: MemberRequest, programme: Programme, where: Codes, what: Codes, spoken: Codes, period: Period
) -> None:
    """The action that fits the kind of record."""
    post, now = request.POST, timezone.now()
    kind = post.get("record", "in")
    if kind == "in":
        actions.record_right_in(
            programme=programme, territories=where, media=what, languages=spoken, period=period,
            exclusive=post.get("exclusive") == "1", source=post.get("source", ""), by=request.actor, at=now,
        )  # fmt: skip
        return
    if kind not in {"external", "option", "holdback"}:
        raise Invalid({"record": [_("Choose one.")]})
    actions.record_right_out(
        programme=programme, purpose=Purpose(kind), grade=Grade.EXCLUSIVE if post.get("exclusive") == "1" else Grade.NON_EXCLUSIVE,
        territories=where, media=what, languages=spoken, period=period, details=actions.Details(note=post.get("source", "")[:200]), by=request.actor, at=now,
        expires_at=expiry(post) if kind == "option" else None,
    )  # fmt: skip


def expiry(post: QueryDict) -> datetime:
    """When an option runs out: the end of the day given, else in 30 days."""
    day = day_of(post.get("expires", ""), "expires", {})
    if day is None:
        return timezone.now() + timedelta(days=30)
    return timezone.make_aware(datetime.combine(day, time.max))


def codes(
    post: QueryDict, field: str, vocabulary: Vocabulary, errors: dict[str, list[str]], *, everything: bool = False
) -> Codes:
    """The codes of a field; none at all means all of them where `everything` is allowed."""
    found = frozenset(word.strip() for text in post.getlist(field) for word in text.split(",") if word.strip())
    if field == "territories" and "WORLD" in found:
        found = frozenset(vocabulary.codes)
    wrong = sorted(code for code in found if code not in vocabulary)
    if wrong:
        errors[field] = [unknown_code(wrong[0][:20], vocabulary)]
    elif not found and not everything:
        errors[field] = [_("Choose at least one.")]
    return found or frozenset(vocabulary.codes)


def period_of(post: QueryDict, errors: dict[str, list[str]]) -> Period | None:
    """The period; an empty end is open."""
    found: dict[str, str] = {}
    start = day_of(post.get("from", ""), "from", found)
    end = day_of(post.get("to", ""), "to", found, last=True) if post.get("to", "").strip() else None
    if start and end and end <= start:
        found["to"] = _("The end must lie after the start.")
    errors.update({field: [message] for field, message in found.items()})
    return Period(start, end) if start and not found else None


def delete_record(request: MemberRequest, programme: Programme) -> None:
    """Take a record away: `remove` is in:12 or out:34."""
    kind, _colon, number = request.POST.get("remove", "").partition(":")
    pk = int(number) if number.isdecimal() and len(number) < 18 else 0
    row: RightIn | RightOut
    if kind == "in":
        row = get_object_or_404(RightIn, pk=pk, programme=programme)
    else:
        row = get_object_or_404(RightOut, pk=pk, programme=programme)
    actions.end_record(row=row, by=request.actor, at=timezone.now())


def save_ask_step(request: MemberRequest, programme: Programme) -> None:
    """One amount per medium, for 12 months in one territory; empty = open to offers."""
    post, errors, asks = request.POST, dict[str, list[str]](), dict[tuple[str, str | None], int]()
    currency = post.get("currency", "")
    if currency not in currencies.VOCABULARY:
        raise Invalid({"currency": [unknown_code(currency[:20], currencies.VOCABULARY)]})
    for medium in media.codes:
        text = post.get(f"ask-{medium}", "").strip()
        if not text:
            continue
        try:
            asks[medium, None] = parse_whole(text, currency, get_language() or "en").minor
        except BadAmount as error:
            errors[f"ask-{medium}"] = [f"{medium}: {error.message}"]
    percent = post.get("exclusive_percent", "150")
    if not (percent.isdecimal() and 100 <= int(percent[:5]) <= 1000):
        errors["exclusive_percent"] = [_("Write a whole number from %(low)s to %(high)s.") % {"low": 100, "high": 1000}]
    if errors:
        raise Invalid(errors)
    actions.save_asks(
        programme=programme,
        asks=asks,
        currency=currency,
        exclusive_percent=int(percent),
        by=request.actor,
        at=timezone.now(),
    )

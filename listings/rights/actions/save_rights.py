"""Record what the seller holds, what it sold or promised elsewhere, and what it asks."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from listings.models import Ask, Programme, RightIn, RightOut
from listings.programmes.actions.save_programme import must_edit
from listings.rights.actions.history_cause import because
from listings.rights.actions.hold_rights import Details, RightsContested, RightsNotHeld, hold_rights
from listings.rights.actions.right_documents import attach_document, cut_named
from listings.rights.actions.tell_claims import tell_claims
from listings.states import Binds, Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.kit.problems import AtField
from marketplace.vocabularies import territories as territories_vocabulary
from marketplace.vocabularies import uses as vocabulary_of_uses

# What a seller records by itself; the other kinds come from deals and mandates.
OWN_PURPOSES = frozenset({Purpose.EXTERNAL, Purpose.OPTION, Purpose.HOLDBACK, Purpose.OWN_USE})
Codes = frozenset[str]
MAX_NAMED = 20


@transaction.atomic
def record_right_in(
    *,
    programme: Programme,
    territories: Codes,
    media: Codes,
    languages: Codes,
    period: Period,
    exclusive: bool,
    source: str,
    by: Actor,
    at: datetime,
    uses: Codes = vocabulary_of_uses.ALL,
    latest_end: date | None = None,
    underlying_end: date | None = None,
    underlying_note: str = "",
    key: str | None = None,
    document: "UploadedFile[bytes] | None" = None,
) -> RightIn:
    """Add a right that the seller holds; this confirms the rights as of `at`.

    `latest_end` and `underlying_end` are first days after: no licence may run beyond them. What another organisation holds
    exclusively opens a claim: the right is `contested`. `document` is the contract that it is held by.
    Raises MayNotList, MandateOnly, Invalid.
    """
    must_edit("record_right_in", programme, by)
    check_own(programme, territories)
    with because("recorded", by=by.user, at=at):
        made = RightIn.objects.create(
            programme=programme,
            territories=territories,
            media=media,
            languages=languages,
            uses=uses,
            exclusive=exclusive,
            period=DateRange(period.start, period.end),
            latest_end=latest_end,
            underlying_end=underlying_end,
            underlying_note=underlying_note,
            source=source,
            key=key,
            created_by=by.user,
            created_at=at,
        )
        touch(programme, at)
        record_entry(by=by, did="listings.right_in", what=made, at=at, after=describe_record(made))
        if tell_claims(programme, at):
            made.refresh_from_db(fields=["contested"])
    if document:
        attach_document(row=made, file=document, by=by, at=at)
    return made


class MandateOnly(AtField):
    """A listing that was made by a mandate holds what its mandates give, and nothing beside it."""

    code = "mandate_only"
    field = "territories"
    text = _("You sell this title under a mandate, and your mandate does not hold %(names)s.")
    hint = _("Ask the producer for a wider mandate. Rights of your own belong to a listing of your own.")


class MandateGivesIt(MandateOnly):
    text = _("You sell this title under a mandate, and its rights are recorded here already.")


def check_own(programme: Programme, wanted: Codes) -> None:
    """Raises MandateOnly for an agent's listing; the message names the territories that its mandates do not give."""
    if not programme.mandated:
        return
    given = frozenset[str]().union(*(row.territories for row in programme.rights_in.all()))
    if missing := sorted(wanted - given, key=territories_vocabulary.number):
        raise MandateOnly(names=", ".join(missing[:MAX_NAMED]) + (" …" if len(missing) > MAX_NAMED else ""))
    raise MandateGivesIt


def record_right_out(
    *,
    programme: Programme,
    purpose: Purpose,
    grade: Grade,
    territories: Codes,
    media: Codes,
    languages: Codes,
    period: Period,
    by: Actor,
    at: datetime,
    uses: Codes = vocabulary_of_uses.ALL,
    expires_at: datetime | None = None,
    note: str = "",
    binds: Binds = Binds.LICENSOR,
    runs: int | None = None,
    catch_up_days: int | None = None,
    cut: str = "",
) -> RightOut:
    """Record what was sold, promised or held back outside. Raises MayNotList, RightsNotFree, RightsNotHeld.

    A holdback's grade follows from whom it binds, own use has one of its own; `grade` counts for the others. `cut` names the
    version; a new name makes one.
    """
    must_edit("record_right_out", programme, by)
    if purpose not in OWN_PURPOSES:
        raise ValueError(purpose)
    with own_words(), transaction.atomic():
        version = cut_named(programme=programme, name=cut, by=by, at=at) if cut else None
        details = Details(note=note, binds=binds, runs=runs, catch_up_days=catch_up_days, cut=version)
        (made,) = hold_rights(
            programme=programme,
            purpose=purpose,
            grade=grade_of(purpose, grade, binds),
            grants=[(media, territories)],
            languages=languages,
            uses=uses,
            window=period,
            licensee=None,
            by=by.user,
            at=at,
            expires_at=expires_at,
            details=details,
        )
        touch(programme, at)
        record_entry(by=by, did="listings.right_out", what=made, at=at, after=describe_record(made))
    return made


class OwnRightsMissing(RightsNotHeld):
    """What the seller wants to record lies outside what it recorded to hold."""

    text = _("You have not recorded that you hold these rights for the whole period.")
    hint = _("Record the right in first, or make this record smaller.")


@contextmanager
def own_words() -> Iterator[None]:
    """To the seller itself a refusal says what it can mend."""
    try:
        yield
    except RightsContested:
        raise
    except RightsNotHeld as refusal:
        raise OwnRightsMissing from refusal


def grade_of(purpose: Purpose, grade: Grade, binds: Binds) -> Grade:
    """The plane that a record of this kind fills."""
    if purpose == Purpose.HOLDBACK:
        return Grade.TERM if binds == Binds.LICENSEE else Grade.HOLDBACK
    return Grade.OWN if purpose == Purpose.OWN_USE else grade


def save_asks(
    *,
    programme: Programme,
    asks: Mapping[tuple[str, str | None], int],
    currency: str,
    exclusive_percent: int,
    by: Actor,
    at: datetime,
) -> None:
    """What is asked for 12 months: {(medium, territory or None): minor units}. None at all: open to offers."""
    must_edit("save_asks", programme, by)
    with transaction.atomic():
        before = {f"{a.medium}:{a.territory or ''}": a.fee_minor for a in programme.asks.all()}
        programme.asks.all().delete()
        Ask.objects.bulk_create(
            Ask(programme=programme, medium=m, territory=t, fee_minor=fee) for (m, t), fee in asks.items()
        )
        changes = {"currency": currency, "exclusive_percent": exclusive_percent, "changed_at": at}
        Programme.objects.filter(pk=programme.pk).update(**changes)
        after = {f"{m}:{t or ''}": fee for (m, t), fee in asks.items()}
        record_entry(by=by, did="listings.asks", what=programme, at=at, before=before, after=after)
    programme.refresh_from_db()


def touch(programme: Programme, at: datetime) -> None:
    """Whoever records rights confirms them."""
    Programme.objects.filter(pk=programme.pk).update(rights_confirmed_at=at, changed_at=at)


def describe_record(row: RightIn | RightOut) -> dict[str, object]:
    """The record for the audit trail."""
    return {
        "territories": sorted(row.territories),
        "media": sorted(row.media),
        "languages": len(row.languages),
        "uses": sorted(row.uses),
        "from": str(row.period.lower),
        "to": str(row.period.upper),
    }

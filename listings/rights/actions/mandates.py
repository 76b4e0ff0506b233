"""Mandates: an agent sells inside what its producer gave it. A mandate is a right out of the producer's programme and a
right in of the agent's own listing of it; the database keeps the second inside the first."""

from datetime import datetime

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.notices import draft_for_members
from listings.models import SHARED_SCHEMES, Programme, RightIn, RightOut
from listings.programmes.actions.index_programme import index_programme
from listings.programmes.actions.save_programme import UNKNOWN_ORIGIN, MayNotList, must_edit, next_public_id
from listings.rights.actions.change_rights import guarded
from listings.rights.actions.history_cause import because
from listings.rights.actions.hold_rights import hold_rights
from listings.rights.actions.save_rights import describe_record
from listings.states import Grade, ListingState, Purpose
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.pages import url_of
from marketplace.kit.periods import Period
from marketplace.kit.problems import Problem
from marketplace.vocabularies import uses as vocabulary_of_uses

Codes = frozenset[str]
# What the agent's listing begins with; the agent may write its own texts.
COPIED = (
    "work",
    "kind",
    "original_title",
    "original_language",
    "production_territories",
    "genres",
    "year",
    "episode_count",
    "minutes",
    "trailer_url",
    "currency",
    "exclusive_percent",
)


class NoAgent(Problem):
    code = "no_agent"
    text = _("This organisation cannot take a mandate: it must sell, be verified, and not be your own.")
    field = "agent"
    status = 422


def grant_mandate(
    *,
    programme: Programme,
    agent: Organisation,
    territories: Codes,
    media: Codes,
    languages: Codes,
    period: Period,
    exclusive: bool,
    by: Actor,
    at: datetime,
    uses: Codes = vocabulary_of_uses.ALL,
) -> RightOut:
    """Give `agent` the right to sell. Its own listing, a draft, and the right in it are made in the same transaction.

    An exclusive mandate keeps the producer from selling the same to anybody itself; under a non-exclusive one only
    non-exclusive licences can be sold. Raises MayNotList, NoAgent, RightsNotFree, RightsNotHeld.
    """
    must_edit("grant_mandate", programme, by)
    if not (agent.sells and agent.verified) or agent == programme.organisation:
        raise NoAgent
    with transaction.atomic():
        (mandate,) = hold_rights(
            programme=programme,
            purpose=Purpose.MANDATE,
            grade=Grade.SOLE if exclusive else Grade.NON_EXCLUSIVE,
            grants=[(media, territories)],
            languages=languages,
            uses=uses,
            window=period,
            licensee=agent,
            by=by.user,
            at=at,
        )
        listing = listing_of(agent, programme, by, at)
        with because(f"mandate {mandate.pk}", by=by.user, at=at):
            RightIn.objects.create(
                programme=listing,
                mandate=mandate,
                territories=territories,
                media=media,
                languages=languages,
                uses=uses,
                period=DateRange(period.start, period.end),
                exclusive=exclusive,
                source=str(programme.organisation),
                created_by=by.user,
                created_at=at,
            )
        Programme.objects.filter(pk=listing.pk).update(rights_confirmed_at=at, changed_at=at)
        told = draft_for_members(
            agent,
            "listings.mandate",
            url=url_of(listing, "rights"),
            programme=programme.original_title,
            producer=programme.organisation.name_en,
        )
        after = describe_record(mandate) | {"agent": agent.pk}
        record_entry(by=by, did="listings.mandate", what=mandate, at=at, after=after, tell=[told])
    return mandate


def listing_of(agent: Organisation, programme: Programme, by: Actor, at: datetime) -> Programme:
    """The agent's own listing of the programme; one for all mandates of it."""
    values = {name: getattr(programme, name) for name in COPIED}
    found, made = Programme.objects.get_or_create(
        organisation=agent,
        source_key=f"mandate:{programme.public_id}",
        defaults=values
        | {
            "public_id": next_public_id(next(iter(programme.production_territories), UNKNOWN_ORIGIN)),
            "state": ListingState.DRAFT,
            "mandated": True,
            "created_by": by.user,
            "created_at": at,
            "changed_at": at,
        },
    )
    if made:
        for text in programme.texts.all():
            text.pk, text.programme = None, found
            text.save(force_insert=True)
        for number in programme.identifiers.filter(scheme__in=SHARED_SCHEMES):
            number.pk, number.programme = None, found
            number.save(force_insert=True)
        index_programme(programme=found)
    return found


def end_mandate(*, mandate: RightOut, by: Actor, at: datetime) -> None:
    """Take a mandate back. Raises MayNotList, LicenceRests when the agent has licensed something under it."""
    must_edit("end_mandate", mandate.programme, by)
    if mandate.purpose != Purpose.MANDATE:
        raise MayNotList(by)
    with guarded("mandate ended", by=by, at=at):
        RightIn.objects.filter(mandate=mandate).delete()
        RightOut.objects.filter(pk=mandate.pk, active=True).update(active=False, released_at=at)
        record_entry(by=by, did="listings.end_mandate", what=mandate, at=at, before=describe_record(mandate))
        enqueue_task("listings.tell_waiting", programme=mandate.programme_id)

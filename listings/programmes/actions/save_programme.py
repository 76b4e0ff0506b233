"""Draft a programme and save what its seller says of it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext_lazy

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Membership
from accounts.roles import GRANTS, Permission
from listings.models import SHARED_SCHEMES, Programme
from listings.programmes.actions.change_facts import Changed, change_facts, lock_listing, write_facts
from listings.programmes.actions.check_facts import check_facts
from listings.programmes.queries.facts import COLUMNS, Facts, wanted_facts
from listings.programmes.queries.same_work import ComparedWork, listed_already
from marketplace.kit.problems import AtField, Problem
from marketplace.vocabularies.identifiers import check_identifier

UNKNOWN_ORIGIN = "XX"  # never a territory in ISO 3166-1


class MayNotList(Problem):
    """Names who in the organisation can list."""

    code = "role_not_allowed"
    status = 403
    text = gettext_lazy("Your role does not list programmes. In your organisation these people can: %(people)s.")

    def __init__(self, by: Actor) -> None:
        roles = [role for role, grants in GRANTS.items() if Permission.LIST in grants]
        members = Membership.objects.filter(organisation=by.organisation, ended_at=None, roles__overlap=roles)
        super().__init__(people=", ".join(m.user.display_name for m in members.select_related("user")) or "–")


class AlreadyListed(AtField):
    """The organisation lists this work already."""

    code = "listed_already"
    field = "original_title"
    text = gettext_lazy("You list this already: %(title)s (%(public_id)s).")
    hint = gettext_lazy(
        "Open that listing instead. Is it another work? Then say what differs: year, length, origin, number."
    )

    def __init__(self, listing: Programme) -> None:
        self.listing = listing
        super().__init__(title=listing.original_title, public_id=listing.public_id)

    def detail(self) -> dict[str, Any]:
        return super().detail() | {"programme": self.listing.public_id}


def must_list(act: str, by: Actor) -> None:
    """Raise MayNotList, or NotAllowedNow when `act` has to wait; for organisations that sell."""
    if not by.organisation.sells:
        raise MayNotList(by)
    must_be_allowed(act, by, MayNotList)


def must_edit(act: str, programme: Programme, by: Actor) -> None:
    """The same for a programme, which must be the organisation's own."""
    if programme.organisation_id != by.organisation.pk:
        raise MayNotList(by)
    must_be_allowed(act, by, MayNotList)


def draft_programme(*, values: Mapping[str, Any], by: Actor, at: datetime) -> Programme:
    """A new draft of the actor's organisation. `values` as `save_programme` takes them.

    Raises MayNotList, Invalid; AlreadyListed when the organisation lists the work already.
    """
    must_list("draft_programme", by)
    facts = check_facts(values)
    check_new(facts, by)
    with transaction.atomic():
        made = Programme.objects.create(
            organisation=by.organisation,
            public_id=next_public_id(facts["production_territories"][0]),
            created_by=by.user,
            created_at=at,
            changed_at=at,
            **{name: facts[name] for name in COLUMNS},
        )
        write_facts(made, facts, by=by, at=at)
        after = {name: value for name, value in facts.items() if value not in (None, "", [])}
        record_entry(by=by, did="listings.draft", what=made, at=at, after=after)
    return made


def save_programme(
    *, programme: Programme, values: Mapping[str, Any], revision: int, by: Actor, at: datetime
) -> Changed:
    """Save the facts; `revision` is the one that the form showed. Of a published programme, what has to be reviewed waits
    (`listings.programmes.queries.facts` says what); the rest is live at once. Raises MayNotList, Invalid, StaleProgramme.

    `values`, as `ProgrammeForm` reads them: fields of COLUMNS, and the lists texts, credits, awards, identifiers, permits,
    ratings, versions and seasons, each replaced as a whole. What is not named stays. A wrong row is named at its place
    (`credits-2-role`) and nothing is saved.
    """
    must_edit("save_programme", programme, by)
    wanted = wanted_facts(programme)
    facts = check_facts({name: wanted[name] for name in COLUMNS} | {**values})
    with transaction.atomic():
        lock_listing(programme, revision)
        return change_facts(programme, facts, did="listings.save", by=by, at=at)


def check_new(facts: Facts, by: Actor) -> None:
    """Raises AlreadyListed with the listing that the organisation has of this work."""
    texts = [row["title"] for row in facts.get("texts", ()) if row["title"]]
    numbers = [
        f"{row['scheme']} {row['value']}"
        for row in facts.get("identifiers", ())
        if row["scheme"] in SHARED_SCHEMES and not check_identifier(row["scheme"], row["value"]).warning
    ]
    columns = {name: facts[name] for name in COLUMNS}
    (found,) = listed_already(by.organisation.pk, [ComparedWork(columns, [columns["original_title"], *texts], numbers)])
    if found:
        raise AlreadyListed(found)


def confirm_rights(*, programmes: Iterable[Programme], by: Actor, at: datetime) -> int:
    """The seller says that the rights as recorded are right as of `at`; returns for how many. Raises MayNotList."""
    rows = list(programmes)
    if any(programme.organisation_id != by.organisation.pk for programme in rows):
        raise MayNotList(by)
    must_be_allowed("confirm_rights", by, MayNotList)
    with transaction.atomic():
        for programme in rows:
            before = programme.rights_confirmed_at
            programme.rights_confirmed_at = at
            record_entry(
                by=by,
                did="listings.confirm_rights",
                what=programme,
                at=at,
                before={"confirmed": before.isoformat() if before else None},
                after={"confirmed": at.isoformat()},
            )
        Programme.objects.bulk_update(rows, ["rights_confirmed_at"], batch_size=500)
    return len(rows)


def next_public_id(territory: str) -> str:
    """MN-TH-004182: the first production territory and a number that grows."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval('listings_programme_number')")
        (found,) = cursor.fetchone()
    return public_id(found, [territory])


def public_id(number: int, territories: Sequence[str]) -> str:
    """MN-TH-004182, of the first production territory; MN-XX-… where none is known, and so it stays: ids never change."""
    return f"MN-{territories[0] if territories else UNKNOWN_ORIGIN}-{number:06d}"

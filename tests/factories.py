"""Builders without surprises: each makes one valid thing and says in its arguments what is particular about it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, nullcontext
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from allauth.account.models import EmailAddress
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from accounts.actors import Actor, Staff
from accounts.models import Membership, Organisation, User
from accounts.roles import Role, StaffRole
from accounts.states import OrganisationKind, OrganisationState
from listings.models import Holding, Programme, ProgrammeText, RightIn, RightOut, RightsClaim
from listings.states import Grade, ListingState, Purpose
from marketplace.contracts.actions import accept_offer, draw_up, sign_contract
from marketplace.contracts.models import Contract
from marketplace.files.keep import keep_bytes
from marketplace.files.kinds import KINDS, PDF
from marketplace.files.models import StoredFile
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.offers.actions import submit_offer
from marketplace.offers.models import Offer
from marketplace.offers.terms import Terms, make_flat_fee_terms
from marketplace.vocabularies import languages, media, territories
from tests.database import as_owner

NOW = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
PASSWORD = "correct-horse-battery"
WINDOW = Period(date(2027, 3, 1), date(2029, 3, 1))
_numbers = count(1)


def user(name: str = "Ana Srisai", **fields: Any) -> User:
    """A person whose address follows from the name."""
    number = next(_numbers)
    email = f"{name.split()[0].lower()}{number}@example.test"
    made = User.objects.create_user(email, PASSWORD, full_name=name, **fields)
    EmailAddress.objects.create(user=made, email=email, verified=True, primary=True)
    return made


def organisation(name: str = "Saphan Pictures", *, territory: str = "TH", **fields: Any) -> Organisation:
    """A verified producer, unless told otherwise."""
    values: dict[str, Any] = {
        "kinds": [OrganisationKind.PRODUCER],
        "state": OrganisationState.VERIFIED,
        "verified_at": NOW,
    }
    return Organisation.objects.create(name_en=name, territory=territory, **(values | fields))


def stored_file(
    content: bytes = b"%PDF-1.7 %%EOF", name: str = "a.pdf", owner: Organisation | None = None
) -> StoredFile:
    """A file in the store, of the kind that its name says."""
    kind = KINDS.get(name.rpartition(".")[2], PDF)
    return keep_bytes(content, kind, name, "organisations", owner=owner.pk if owner else None, at=NOW)


def actor(name: str, org: Organisation, *roles: str, **fields: Any) -> Actor:
    """A member of `org`, acting for it."""
    person = user(name, **fields)
    member = Membership.objects.create(user=person, organisation=org, roles=list(roles) or [Role.OWNER])
    return Actor(person, org, frozenset(member.roles), factor="totp")


def staff(name: str = "Sam Staff") -> Staff:
    """A member of Monsoon's staff."""
    return Staff(put_on_staff(user(name)))


def put_on_staff(person: User, roles: Iterable[str] = StaffRole.values) -> User:
    """The person, on the staff with these roles: the owner of the tables says who is."""
    with as_owner() as cursor:
        cursor.execute(
            "update accounts_user set is_staff = true, staff_roles = %s where id = %s", [list(roles), person.pk]
        )
    person.refresh_from_db()
    return person


def programme(org: Organisation, by: User, title: str = "ห้องแถวริมน้ำ", **fields: Any) -> Programme:
    """A published Thai series."""
    values: dict[str, Any] = {
        "public_id": f"MN-TH-{next(_numbers):06d}", "kind": "series", "original_title": title,
        "original_language": "th", "production_territories": ["TH"], "year": 2026, "episode_count": 16, "minutes": 60,
        "state": ListingState.PUBLISHED, "published_at": NOW, "rights_confirmed_at": NOW, "created_by": by,
    }  # fmt: skip
    values |= fields
    made = Programme.objects.create(organisation=org, **(values | {"state": ListingState.DRAFT}))
    ProgrammeText.objects.create(programme=made, language="th", title=title)
    ProgrammeText.objects.create(programme=made, language="en", title="The Shophouse by the River")
    put(made, values["state"])
    return made


def put(of: Programme, state: str) -> None:
    """Put a programme into a state, without ceremony: only the owner of the tables publishes without a review."""
    with as_owner() if state == ListingState.PUBLISHED else nullcontext():
        Programme.objects.filter(pk=of.pk).update(state=state)
    of.state = state


@contextmanager
def before_review(of: Programme) -> Iterator[None]:
    """Change what buyers see of a published programme as if it had been so when it was reviewed."""
    state = of.state
    put(of, ListingState.DRAFT)
    yield
    put(of, state)


def right_in(of: Programme, **fields: Any) -> RightIn:
    """All media, the fifteen home territories, all languages, ten years, exclusive."""
    values: dict[str, Any] = {
        "territories": frozenset(territories.HOME),
        "media": frozenset(media.codes),
        "languages": frozenset(languages.codes),
        "period": DateRange(date(2026, 1, 1), date(2036, 1, 1)),
        "exclusive": True,
        "created_by": of.created_by,
    }
    return RightIn.objects.create(programme=of, **(values | fields))


def both_hold() -> None:
    """Staff have decided every open claim: what two organisations recorded, both hold."""
    judge = User.objects.filter(is_staff=True).first() or staff().user
    open_claims = RightsClaim.objects.filter(outcome="")
    for claim in open_claims:  # one by one, as the trigger looks at each
        RightsClaim.objects.filter(pk=claim.pk).update(outcome="both", reason="both", decided_by=judge, closed_at=NOW)


def right_out(of: Programme, **fields: Any) -> RightOut:
    """A sole SVOD licence for Thailand, made elsewhere."""
    values: dict[str, Any] = {
        "purpose": Purpose.EXTERNAL,
        "grade": Grade.SOLE,
        "territories": frozenset({"TH"}),
        "media": frozenset({"SVOD"}),
        "languages": frozenset(languages.codes),
        "period": DateRange(date(2026, 1, 1), date(2027, 7, 1)),
        "created_by": of.created_by,
    }
    return RightOut.objects.create(programme=of, **(values | fields))


def terms(**changes: Any) -> Terms:
    """SVOD and AVOD in CN, TH, VN for two years, exclusive, US$165,000 in two parts."""
    values: dict[str, Any] = {
        "cells": frozenset((m, t) for m in ("SVOD", "AVOD") for t in ("CN", "TH", "VN")),
        "window": WINDOW,
        "grade": Grade.SOLE,
        "languages": frozenset({"zh-Hans", "th"}),
        "fee": Money(16_500_000, "USD"),
        "plan": "50_50",
    }
    return make_flat_fee_terms(**(values | changes))


def offer(of: Programme, by: Actor, at: datetime = NOW, **changes: Any) -> Offer:
    """An open offer, made through the action."""
    return submit_offer(programme=of, terms=terms(**changes), message="", by=by, at=at)


def contract(deal: Offer, by: Actor, at: datetime = NOW) -> Contract:
    """The contract of an accepted offer, drawn up and ready to be signed."""
    made = accept_offer(offer=deal, number=1, by=by, at=at, commission_basis_points=1000)
    draw_up(contract=made, at=at)
    made.refresh_from_db()
    return made


def sign(made: Contract, by: Actor, at: datetime = NOW + timedelta(hours=1)) -> None:
    """`by` signs with the right password, factor and name."""
    sign_contract(
        contract=made,
        password=PASSWORD,
        typed_name=by.user.full_name,
        show_factor=lambda: "totp",
        document_sha256=made.document_sha256,
        consent="I sign.",
        by=by,
        at=at,
    )


def holding_of(row: RightOut) -> Holding:
    """What the right is held in. Only the seller's own records are in none."""
    assert row.holding is not None
    return row.holding


def at_once(change: Callable[[], object]) -> None:
    """Make a change, and check what would be checked at its commit."""
    with transaction.atomic(), connection.cursor() as cursor:
        change()
        cursor.execute("set constraints all immediate")


def drop_constraint(table: str, name: str) -> None:
    """Take a guard away, to prove that the test which relies on it can fail."""
    with as_owner() as cursor:
        cursor.execute(f'alter table "{table}" drop constraint "{name}"')

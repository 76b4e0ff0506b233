"""Ask the policy inside the transaction: on rows as they are now, held still until the transaction ends."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from accounts.actors import Actor
from accounts.belonging import Place, find_places, roles_in
from accounts.models import Organisation
from accounts.policies import Around, find_refusal, role_allows
from marketplace.kit.problems import Forbidden, Problem

Denied = Callable[[Actor], Problem]
# Share: acts go on beside each other, a suspension waits for them, and the next act waits for the suspension.
HELD = "select * from accounts_organisation where id = any(%s) order by id for share"


class Held(NamedTuple):
    """The actor and the other organisation (else its own) as they are now, and the actor's places in both, left ones too."""

    by: Actor
    other: Organisation
    places: list[Place]


def refuse_plainly(_by: Actor) -> Problem:
    """The refusal where no person in the organisation could do better."""
    return Forbidden()


def must_be_allowed(act: str, by: Actor, denied: Denied = refuse_plainly) -> Actor:
    """The actor as it is now, if it may do `act` now. Raises `denied` for want of a role, NotAllowedNow."""
    now = hold_organisations(by).by
    check_act(act, now, denied)
    return now


def hold_organisations(by: Actor, other: Organisation | None = None) -> Held:
    """Both organisations as they are now; neither can be suspended before the commit. Places are read after that lock."""
    wanted = sorted({by.organisation.pk, (other or by.organisation).pk})
    rows = {row.pk: row for row in Organisation.objects.raw(HELD, [wanted])}
    places = find_places(by.user, wanted)
    roles = by.roles & roles_in(by.organisation.pk, places)
    now = replace(by, organisation=rows[by.organisation.pk], roles=roles)
    return Held(now, rows[(other or by.organisation).pk], places)


def check_act(act: str, by: Actor, denied: Denied, *, side: str = "", around: Around | None = None) -> None:
    """Raise `denied` for want of a role, or why it is not allowed now (NotAllowedNow)."""
    if not role_allows(act, by, side):
        raise denied(by)
    if found := find_refusal(act, by, around):
        raise found

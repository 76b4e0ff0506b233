"""Who may do what with listings. Predicates without side effects: pages ask them before they draw a button."""

from accounts.actors import Actor
from accounts.models import Organisation
from accounts.policies import is_allowed
from listings.models import Programme
from listings.states import DatesShown


def may_edit(actor: Actor, programme: Programme) -> bool:
    """A seller's member who lists may change the organisation's own programmes."""
    return programme.organisation_id == actor.organisation.pk and is_allowed("save_programme", actor)


def may_list(actor: Actor) -> bool:
    """May this member list programmes for an organisation that sells?"""
    return actor.organisation.sells and is_allowed("draft_programme", actor)


def may_see_asks(actor: Actor | None, programme: Programme) -> bool:
    """Asks are for verified organisations, and for the seller itself."""
    return actor is not None and (actor.verified or programme.organisation_id == actor.organisation.pk)


def may_sort_by_ask(actor: Actor | None) -> bool:
    """The order of asks tells about their amounts."""
    return actor is not None and actor.verified


def may_see_dates(organisation: Organisation | None, programme: Programme) -> bool:
    """May this reader know until when a right is taken? The seller decides; it sees its own dates always."""
    terms = getattr(programme.organisation, "seller_terms", None)
    shown = terms.dates_shown if terms else DatesShown.ALL
    own = organisation is not None and programme.organisation_id == organisation.pk
    return own or shown_to(organisation, shown)


def shown_to(organisation: Organisation | None, shown: str) -> bool:
    """Does a seller who made this choice show dates to this reader, who is not itself?"""
    if shown == DatesShown.VERIFIED:
        return organisation is not None and organisation.verified
    return shown == DatesShown.ALL


def may_keep_sets(actor: Actor) -> bool:
    """Who names territories for the organisation: those who list, buy or manage."""
    return is_allowed("save_territory_set", actor)

"""Who may take a mandate: verified organisations that sell, by name."""

import difflib

from django.db.models import Q

from accounts.actors import Actor
from accounts.models import Organisation
from accounts.states import SELLING_KINDS, OrganisationState
from listings.models import Programme, RightIn, RightOut
from listings.rights.queries.cells import period_of
from listings.rights.request import AvailsRequest
from listings.states import Purpose

MAX_NAMES = 500


def possible_agents(actor: Actor) -> list[Organisation]:
    """Verified organisations that sell, without one's own, by name."""
    rows = Organisation.objects.filter(state=OrganisationState.VERIFIED, kinds__overlap=sorted(SELLING_KINDS))
    return list(rows.exclude(pk=actor.organisation.pk).order_by("name_en")[:MAX_NAMES])


def agent_named(name: str, actor: Actor) -> Organisation | None:
    """The one verified organisation of exactly this name (in English or its own script), if it is not one's own."""
    rows = Organisation.objects.filter(state=OrganisationState.VERIFIED).exclude(pk=actor.organisation.pk)
    found = rows.filter(Q(name_en__iexact=name) | Q(name_local__iexact=name))[:2]
    return found[0] if len(found) == 1 else None


def nearest_agent(name: str, actor: Actor) -> str:
    """The name that somebody who wrote `name` probably meant; nothing when none is near."""
    names = [n for one in possible_agents(actor) for n in (one.name_en, one.name_local) if n]
    folded = {n.casefold(): n for n in names}
    near = difflib.get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[near[0]] if near else ""


def mandates_given(actor: Actor) -> list[RightOut]:
    """Standing mandates of one's own programmes, the newest first."""
    rows = RightOut.objects.visible_to(actor).filter(purpose=Purpose.MANDATE, active=True)
    return list(rows.select_related("programme", "licensee").order_by("-pk"))


def mandate_under(programme: Programme, asked: AvailsRequest) -> RightOut | None:
    """The mandate under which an agent's listing sells what is asked; None for a holder's own listing."""
    if not programme.mandated:
        return None
    rows = programme.rights_in.exclude(mandate=None).select_related("mandate__programme__organisation").order_by("pk")
    media, places = frozenset(asked.media), frozenset(asked.territories)
    for row in rows:
        if row.media & media and row.territories & places and period_of(row).overlaps(asked.window):
            return row.mandate
    return None


def mandates_held(actor: Actor) -> list[RightIn]:
    """Rights that one holds under somebody's mandate, the newest first."""
    rows = RightIn.objects.visible_to(actor).exclude(mandate=None)
    return list(rows.select_related("programme", "mandate__programme__organisation").order_by("-pk"))

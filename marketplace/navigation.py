"""What every page's frame shows: where one can go, what waits, who acts."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.models import Notice
from accounts.refusals import OrganisationSuspended
from accounts.roles import Permission
from accounts.states import OrganisationState
from marketplace import standing
from marketplace.kit.work import failed
from marketplace.offers.queries import rounds_to_answer

Item = dict[str, Any]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of the shell. Reads the database only for pages of somebody who is signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    staff = getattr(request, "staff", None)
    context: dict[str, Any] = {
        "actor": actor,
        "staff": staff,
        "demo": settings.DEMO,
        "outage_notices": standing.notices(),
    }
    context["suspended"] = suspension(actor)
    if actor is None and staff is None:
        return context
    waiting = rounds_to_answer(actor).count() if actor else 0
    groups = groups_of(actor, staff is not None, waiting)
    mark_current(groups, request.path)
    context |= {
        "nav": groups,
        **phone(groups),
        "organisations": [m.organisation for m in getattr(request, "memberships", ())],
        "next_deadline": rounds_to_answer(actor).select_related("offer__deal").first() if actor and waiting else None,
        "unread_notices": Notice.objects.visible_to(actor).filter(read_at=None).count() if actor else 0,
    }
    return context


@cache
def address_of(name: str) -> str:
    """The address of a page that has only one. There are thirty on each page, and they stay as they are."""
    return reverse(name)


def item(label: str, url: str, icon: str, count: int = 0) -> Item:
    return {"label": label, "url": url, "icon": icon, "count": count, "current": False}


def groups_of(actor: Actor | None, staff: bool, waiting: int) -> list[Item]:
    """The left column: by what the organisation does and what the member may."""
    groups: list[Item] = []
    if actor:
        first = [item(_("Catalogue"), address_of("listings:catalogue"), "search")]
        if actor.organisation.sells:
            first.insert(0, item(_("Home"), address_of("home"), "house"))
            first.append(item(_("My titles"), address_of("listings:titles"), "clapperboard"))
        first.append(item(_("Watch list"), address_of("listings:watching"), "bookmark"))
        if actor.organisation.buys:
            first.append(item(_("Waiting list"), address_of("listings:waiting"), "bell"))
        groups.append({"label": "", "items": first})
        groups.append(deals(waiting))
        groups.append(organisation(actor))
    if staff:
        groups.append(desk())
    return groups


def deals(waiting: int) -> Item:
    items = [
        item(_("Negotiations"), address_of("room:deals"), "git-pull-request-arrow", waiting),
        item(_("Contracts"), address_of("room:contracts"), "pen-line"),
        item(_("Payments"), address_of("room:payments"), "credit-card"),
    ]
    return {"label": _("Deals"), "items": items}


def suspension(actor: Actor | None) -> OrganisationSuspended | None:
    """What every page of a suspended organisation says at its top."""
    suspended = actor is not None and actor.organisation.state == OrganisationState.SUSPENDED
    return OrganisationSuspended() if suspended else None


def organisation(actor: Actor) -> Item:
    items = [item(_("Organisation"), address_of("accounts:organisation"), "building-2")]
    items.append(item(_("Team"), address_of("accounts:team"), "users"))
    items.append(item(_("Territory sets"), address_of("listings:territory-sets"), "layers"))
    if actor.can(Permission.MANAGE):
        items.append(item(_("API tokens"), address_of("accounts:tokens"), "key-round"))
    return {"label": _("Organisation"), "items": items}


def desk() -> Item:
    items = [
        item(_("Queue"), address_of("desk:queue"), "inbox"),
        item(_("Organisations"), address_of("desk:organisations"), "building-2"),
        item(_("Cases"), address_of("desk:cases"), "octagon-alert"),
        item(_("Works to compare"), address_of("desk:works"), "git-compare"),
        item(_("Contested rights"), address_of("desk:claims"), "scale"),
        item(_("Deals"), address_of("desk:deals"), "handshake"),
        item(_("Bank transfers"), address_of("desk:transfers"), "landmark"),
        item(_("Money"), address_of("desk:money"), "wallet"),
        item(_("Exchange rates"), address_of("desk:rates"), "coins"),
        item(_("What waits"), address_of("desk:watch"), "hourglass"),
        item(_("Work that failed"), address_of("desk:work"), "wrench", failed().count()),
        item(_("Look things up"), address_of("admin:index"), "database"),
    ]
    return {"label": _("Staff"), "items": items}


def mark_current(groups: list[Item], path: str) -> None:
    """Mark the place with the longest address that the path begins with."""
    items = [entry for group in groups for entry in group["items"] if path.startswith(entry["url"])]
    if items:
        max(items, key=lambda entry: len(entry["url"]))["current"] = True


# Where people go most with a phone in hand, in this order; what else there is stands under "More".
ON_PHONE = (
    "home",
    "desk:queue",
    "listings:titles",
    "listings:catalogue",
    "room:deals",
    "room:payments",
    "desk:deals",
    "desk:transfers",
)
ROOM_ON_PHONE = 4


def phone(groups: list[Item]) -> Item:
    """Four places for the bottom bar of a phone, and the others by group for its fifth."""
    wanted = [address_of(name) for name in ON_PHONE]
    items = [entry for group in groups for entry in group["items"] if entry["url"] in wanted]
    if len(items) > ROOM_ON_PHONE:
        items = [entry for entry in items if entry["url"] != address_of("listings:catalogue")]
    first = sorted(items, key=lambda entry: wanted.index(entry["url"]))[:ROOM_ON_PHONE]
    more = [group | {"items": [entry for entry in group["items"] if entry not in first]} for group in groups]
    return {"nav_phone": first, "nav_more": [group for group in more if group["items"]]}

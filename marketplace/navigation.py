"""What every page's frame shows: where one can go, what waits, who acts."""

from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.models import Notice
from accounts.places import Deadline, Group, NavigationItem
from accounts.refusals import OrganisationSuspended
from accounts.states import OrganisationState
from marketplace import standing
from marketplace.kit.slices import entries_of

Item = dict[str, Any]

# The home is no slice's: it shows the cards of all.
HOME = NavigationItem(
    Group.MARKET, 10, _("Home"), "home", "house", shown=lambda actor: actor.organisation.sells, phone=10
)
# Places in the bar of a phone, beside its "More".
MAX_ON_PHONE = 4


def build_navigation(request: HttpRequest) -> dict[str, Any]:
    """Context of the shell. Reads the database only for pages of somebody who is signed in."""
    actor: Actor | None = getattr(request, "actor", None)
    staff = getattr(request, "staff", None)
    context: dict[str, Any] = {
        "actor": actor,
        "staff": staff,
        "demo": settings.DEMO,
        "outage_notices": standing.standing_notices(),
    }
    context["suspended"] = find_suspension(actor)
    if actor is None and staff is None:
        return context
    items = [make_item(entry, actor) for entry in list_entries(actor, staff is not None)]
    mark_current(items, request.path)
    context |= {
        "nav": group_items(items),
        **split_for_phone(items),
        "organisations": [m.organisation for m in getattr(request, "memberships", ())],
        "next_deadline": find_deadline(items, actor) if actor else None,
        "unread_notices": Notice.objects.visible_to(actor).filter(read_at=None).count() if actor else 0,
    }
    return context


def find_suspension(actor: Actor | None) -> OrganisationSuspended | None:
    """What every page of a suspended organisation says at its top."""
    suspended = actor is not None and actor.organisation.state == OrganisationState.SUSPENDED
    return OrganisationSuspended() if suspended else None


def list_entries(actor: Actor | None, staff: bool) -> list[NavigationItem]:
    """What the reader is shown of what all slices have, group by group."""
    entries = [entry for entry in (HOME, *entries_of(NavigationItem)) if is_shown(entry, actor, staff)]
    return sorted(entries, key=lambda entry: list(Group).index(entry.group))


def is_shown(entry: NavigationItem, actor: Actor | None, staff: bool) -> bool:
    """Staff have their group, members the others."""
    if entry.group is Group.STAFF:
        return staff
    return actor is not None and entry.shown(actor)


def make_item(entry: NavigationItem, actor: Actor | None) -> Item:
    return {
        "entry": entry,
        "label": str(entry.label),
        "url": find_address(entry.route),
        "icon": entry.icon,
        "count": entry.count(actor) if entry.count else 0,
        "current": False,
    }


@cache
def find_address(route: str) -> str:
    """The address of a page that has only one. There are twenty on each page, and they stay as they are."""
    return reverse(route)


def mark_current(items: list[Item], path: str) -> None:
    """Mark the place with the longest address that the path begins with."""
    found = [item for item in items if path.startswith(item["url"])]
    if found:
        max(found, key=lambda item: len(item["url"]))["current"] = True


def group_items(items: list[Item]) -> list[Item]:
    """The left column: the groups that have items, with their headings."""
    groups = [{"label": str(group.value), "items": [i for i in items if i["entry"].group is group]} for group in Group]
    return [group for group in groups if group["items"]]


def split_for_phone(items: list[Item]) -> Item:
    """The places in the bar of a phone, and the others by group for its "More"."""
    wanted = [item for item in items if item["entry"].phone]
    if len(wanted) > MAX_ON_PHONE:
        wanted = [item for item in wanted if not item["entry"].yields]
    first = sorted(wanted, key=lambda item: item["entry"].phone)[:MAX_ON_PHONE]
    return {"nav_phone": first, "nav_more": group_items([item for item in items if item not in first])}


def find_deadline(items: list[Item], actor: Actor) -> Deadline | None:
    """The nearest deadline of all that waits for the reader."""
    waiting = [item["entry"].deadline for item in items if item["count"] and item["entry"].deadline]
    found = [deadline for find in waiting if (deadline := find(actor))]
    return min(found, key=lambda deadline: deadline.at, default=None)

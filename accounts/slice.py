"""What people and organisations add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.places import Group, NavigationItem
from accounts.roles import Permission
from accounts.staff_queue import StaffQueue
from accounts.waiting_for_staff import list_factor_resets, list_organisations, list_suspensions
from marketplace.kit.slices import Slice


def may_manage(actor: Actor) -> bool:
    return actor.can(Permission.MANAGE)


SLICE = Slice(
    pages="accounts.web.urls",
    api="accounts.api.urls",
    entries=(
        NavigationItem(Group.ORGANISATION, 10, _("Organisation"), "accounts:organisation", "building-2"),
        NavigationItem(Group.ORGANISATION, 20, _("Team"), "accounts:team", "users"),
        NavigationItem(Group.ORGANISATION, 40, _("API tokens"), "accounts:tokens", "key-round", shown=may_manage),
        StaffQueue("organisation", 10, _("Organisations"), list_organisations),
        StaffQueue("suspension", 50, _("Suspensions"), list_suspensions),
        StaffQueue("factor", 90, _("Lost second steps"), list_factor_resets),
    ),
)

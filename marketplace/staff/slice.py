"""What the staff's pages add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.places import Group, NavigationItem
from marketplace.kit.slices import Slice
from marketplace.kit.work import failed_jobs


def count_failed_work(actor: Actor | None) -> int:
    return failed_jobs().count()


SLICE = Slice(
    pages="marketplace.staff.urls",
    under="staff/",
    entries=(
        NavigationItem(Group.STAFF, 10, _("Queue"), "staff:queue", "inbox", phone=20),
        NavigationItem(Group.STAFF, 20, _("Organisations"), "staff:organisations", "building-2"),
        NavigationItem(Group.STAFF, 30, _("Cases"), "staff:cases", "octagon-alert"),
        NavigationItem(Group.STAFF, 40, _("Works to compare"), "staff:works", "git-compare"),
        NavigationItem(Group.STAFF, 50, _("Contested rights"), "staff:claims", "scale"),
        NavigationItem(Group.STAFF, 60, _("Deals"), "staff:deals", "handshake", phone=70),
        NavigationItem(Group.STAFF, 70, _("Bank transfers"), "staff:transfers", "landmark", phone=80),
        NavigationItem(Group.STAFF, 80, _("Money"), "staff:money", "wallet"),
        NavigationItem(Group.STAFF, 90, _("Exchange rates"), "staff:rates", "coins"),
        NavigationItem(Group.STAFF, 100, _("What waits"), "staff:watch", "hourglass"),
        NavigationItem(Group.STAFF, 110, _("Work that failed"), "staff:work", "wrench", count=count_failed_work),
        NavigationItem(Group.STAFF, 120, _("Database"), "admin:index", "database"),
    ),
)

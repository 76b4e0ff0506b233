"""What programmes and rights add to what all slices share."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.places import Group, HomeArea, HomeCard, NavigationItem, NumberLookup
from accounts.staff_queue import StaffQueue
from listings.models import Programme
from listings.programmes.web.home import read_titles
from listings.waiting_for_staff import list_changes, list_claims, list_listings, list_work_cases
from marketplace.kit.slices import Slice


def is_seller(actor: Actor) -> bool:
    return actor.organisation.sells


def is_buyer(actor: Actor) -> bool:
    return actor.organisation.buys


def find_programme(number: str, actor: Actor | None) -> str:
    """The page of the programme with this number."""
    found = Programme.objects.visible_to(actor).filter(public_id=number).exists()
    return reverse("listings:programme", args=[number]) if found else ""


SLICE = Slice(
    pages="listings.urls",
    api="listings.api_urls",
    entries=(
        NavigationItem(Group.MARKET, 20, _("Catalogue"), "listings:catalogue", "search", phone=40, yields=True),
        NavigationItem(Group.MARKET, 30, _("My titles"), "listings:titles", "clapperboard", shown=is_seller, phone=30),
        NavigationItem(Group.MARKET, 40, _("Watch list"), "listings:watching", "bookmark"),
        NavigationItem(Group.MARKET, 50, _("Waiting list"), "listings:waiting", "bell", shown=is_buyer),
        NavigationItem(Group.ORGANISATION, 30, _("Territory sets"), "listings:territory-sets", "layers"),
        StaffQueue("listing", 20, _("Listings"), list_listings),
        StaffQueue("changes", 30, _("Changes to listings"), list_changes),
        StaffQueue("claim", 70, _("Contested rights"), list_claims),
        StaffQueue("work", 80, _("Works to compare"), list_work_cases),
        NumberLookup(10, find_programme),
        HomeCard(HomeArea.BUTTONS, 20, "listings/programmes/home/new_button.html"),
        HomeCard(
            HomeArea.FIRST_STEPS,
            10,
            "listings/programmes/home/first_steps.html",
            read_titles,
            shown=lambda facts: facts["title_count"] == 0,
        ),
        HomeCard(HomeArea.FIGURES, 40, "listings/programmes/home/titles_figure.html", read_titles),
        HomeCard(
            HomeArea.TASKS,
            30,
            "listings/programmes/home/stale_task.html",
            read_titles,
            shown=lambda facts: facts["stale"] > 0,
        ),
        HomeCard(HomeArea.ASIDE, 10, "listings/programmes/home/territories.html", read_titles),
    ),
)

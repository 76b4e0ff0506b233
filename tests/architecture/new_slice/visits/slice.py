"""What visits add to what all slices share."""

from visits import entries

from accounts.places import Group, HomeArea, HomeCard, NavigationItem, NumberLookup
from accounts.staff_queue import StaffQueue
from marketplace.kit.slices import Slice
from marketplace.offers.web.deal_entries import DealStage, DealTab, NextStep

SLICE = Slice(
    pages="visits.urls",
    under="visits/",
    api="visits.api",
    entries=(
        NavigationItem(Group.DEALS, 25, "Visits", "visits:visits", "clapperboard", count=entries.count_visits),
        NavigationItem(Group.STAFF, 65, "Visits", "visits:staff", "clapperboard"),
        NumberLookup(50, entries.find_visit),
        HomeCard(HomeArea.ASIDE, 30, "visits/home.html", entries.read_visits),
        StaffQueue("visit", 95, "Visits", entries.list_unconfirmed),
        DealTab("visits", 50, "Visits", "visits:deal"),
        DealStage(25, "Visit", entries.is_visited, beside=True),
        NextStep(5, entries.find_visit_to_confirm),
    ),
)

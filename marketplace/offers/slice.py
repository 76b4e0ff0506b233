"""What the negotiation adds to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.places import Group, HomeArea, HomeCard, NavigationItem, NumberLookup
from marketplace.kit.slices import Slice
from marketplace.offers.web import progress
from marketplace.offers.web.deal_entries import DealStage, DealTab, NextStep
from marketplace.offers.web.home import read_negotiations, read_shelf
from marketplace.offers.web.numbers import find_deal_page
from marketplace.offers.web.waiting_rounds import count_rounds, find_next_deadline

SLICE = Slice(
    pages="marketplace.offers.web.urls",
    api="marketplace.offers.api.urls",
    entries=(
        NavigationItem(
            Group.DEALS,
            10,
            _("Negotiations"),
            "offers:deals",
            "git-pull-request-arrow",
            count=count_rounds,
            deadline=find_next_deadline,
            phone=50,
        ),
        NumberLookup(20, find_deal_page),
        DealTab("terms", 10, _("Terms"), "offers:deal"),
        DealStage(10, _("Offer"), progress.is_made),
        DealStage(20, _("Negotiation"), progress.is_agreed, has_ended=progress.has_broken_off, act="accept_offer"),
        NextStep(10, progress.find_answer),
        HomeCard(HomeArea.GREETING, 10, "offers/home/greeting.html", read_negotiations),
        HomeCard(HomeArea.TASK_LINKS, 10, "offers/home/deals_link.html"),
        HomeCard(HomeArea.FIGURES, 20, "offers/home/talks_figure.html", read_negotiations),
        HomeCard(
            HomeArea.TASKS,
            10,
            "offers/home/answer_tasks.html",
            read_negotiations,
            shown=lambda facts: bool(facts["waiting"]),
            urgent=lambda facts: len(facts["waiting"]),
        ),
        HomeCard(HomeArea.MAIN, 10, "offers/home/titles.html", read_shelf),
    ),
)

"""What the deal's pages add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.places import Group, HomeArea, HomeCard, NavigationItem, NumberLookup
from marketplace.kit.slices import Slice
from marketplace.room import next_steps, stages
from marketplace.room.home import read_deals
from marketplace.room.numbers import find_contract, find_deal, find_invoice
from marketplace.room.places import DealStage, DealTab, NextStep
from marketplace.room.waiting_rounds import count_rounds, find_next_deadline

SLICE = Slice(
    pages="marketplace.room.urls",
    entries=(
        NavigationItem(
            Group.DEALS,
            10,
            _("Negotiations"),
            "room:deals",
            "git-pull-request-arrow",
            count=count_rounds,
            deadline=find_next_deadline,
            phone=50,
        ),
        NavigationItem(Group.DEALS, 20, _("Contracts"), "room:contracts", "pen-line"),
        NavigationItem(Group.DEALS, 30, _("Payments"), "room:payments", "credit-card", phone=60),
        DealTab("terms", 10, _("Terms"), "room:deal"),
        DealTab("contract", 20, _("Contract"), "room:contract"),
        DealTab("payments", 30, _("Payments"), "room:instalments"),
        DealTab("delivery", 40, _("Delivery"), "room:delivery"),
        DealStage(10, _("Offer"), stages.is_made),
        DealStage(20, _("Negotiation"), stages.is_agreed),
        DealStage(30, _("Contract"), stages.is_drawn_up),
        DealStage(40, _("Signatures"), stages.is_signed),
        DealStage(50, _("Payment"), stages.is_active),
        DealStage(60, _("Delivery"), stages.is_delivered, beside=True),
        DealStage(70, _("Licence active"), stages.is_active),
        NextStep(10, next_steps.find_answer),
        NextStep(20, next_steps.find_signature),
        NextStep(30, next_steps.find_first_payment),
        NextStep(40, next_steps.find_next_payment),
        NextStep(50, next_steps.find_delivery),
        NextStep(60, next_steps.find_nothing_more),
        NumberLookup(20, find_deal),
        NumberLookup(30, find_contract),
        NumberLookup(40, find_invoice),
        HomeCard(HomeArea.GREETING, 10, "room/home/greeting.html", read_deals),
        HomeCard(HomeArea.TASK_LINKS, 10, "room/home/deals_link.html"),
        HomeCard(HomeArea.FIGURES, 10, "room/home/signed_figure.html", read_deals),
        HomeCard(HomeArea.FIGURES, 20, "room/home/talks_figure.html", read_deals),
        HomeCard(HomeArea.FIGURES, 30, "room/home/receivable_figure.html", read_deals),
        HomeCard(
            HomeArea.TASKS,
            10,
            "room/home/answer_tasks.html",
            read_deals,
            shown=lambda facts: bool(facts["waiting"]),
            urgent=lambda facts: len(facts["waiting"]),
        ),
        HomeCard(
            HomeArea.TASKS,
            20,
            "room/home/sign_tasks.html",
            read_deals,
            shown=lambda facts: bool(facts["to_sign"]),
        ),
        HomeCard(HomeArea.ASIDE, 20, "room/home/receipts.html", read_deals),
    ),
)

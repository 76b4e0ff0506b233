"""What contracts add to what all slices share."""

from django.utils.translation import gettext_lazy as _

from accounts.places import Group, HomeArea, HomeCard, NavigationItem, NumberLookup
from marketplace.contracts.web import progress
from marketplace.contracts.web.home import read_contracts
from marketplace.contracts.web.numbers import find_contract_page
from marketplace.kit.slices import Slice
from marketplace.offers.web.deal_entries import DealStage, DealSubjects, DealTab, NextStep

SLICE = Slice(
    pages="marketplace.contracts.web.urls",
    api="marketplace.contracts.api.urls",
    entries=(
        NavigationItem(Group.DEALS, 20, _("Contracts"), "contracts:contracts", "pen-line"),
        NumberLookup(30, find_contract_page),
        DealTab("contract", 20, _("Contract"), "contracts:contract"),
        DealTab("delivery", 40, _("Delivery"), "contracts:delivery"),
        DealStage(30, _("Contract"), progress.is_drawn_up),
        DealStage(40, _("Signatures"), progress.is_signed, has_ended=progress.has_lapsed),
        DealStage(60, _("Delivery"), progress.is_delivered, beside=True),
        DealStage(70, _("Licence active"), progress.is_active),
        DealSubjects(10, progress.find_subjects),
        NextStep(20, progress.find_signature),
        NextStep(50, progress.find_delivery),
        HomeCard(HomeArea.FIGURES, 10, "contracts/home/signed_figure.html", read_contracts),
        HomeCard(
            HomeArea.TASKS,
            20,
            "contracts/home/sign_tasks.html",
            read_contracts,
            shown=lambda facts: bool(facts["to_sign"]),
        ),
    ),
)

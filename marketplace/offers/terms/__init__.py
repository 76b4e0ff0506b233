"""Terms of a deal as plain values: lines (what is licensed), groups (what is paid for them) and schedules (when)."""

from marketplace.offers.terms.amounts import Share
from marketplace.offers.terms.consideration import (
    Basis,
    Consideration,
    FlatFee,
    MinimumGuarantee,
    PerViewer,
    Recoupment,
    RevenueShare,
)
from marketplace.offers.terms.faults import BadTerms
from marketplace.offers.terms.groups import Group
from marketplace.offers.terms.lines import Grant, Line
from marketplace.offers.terms.plans import PLAN_NAMES, PLANS, plan_of
from marketplace.offers.terms.schedule import DUE_RULES, Due, DueEvent, DueRule, Schedule, percent_of
from marketplace.offers.terms.terms import Terms, make_flat_fee_terms

__all__ = [
    "DUE_RULES", "PLANS", "PLAN_NAMES", "BadTerms", "Basis", "Consideration", "Due", "DueEvent", "DueRule",
    "FlatFee", "Grant", "Group", "Line", "MinimumGuarantee", "PerViewer", "Recoupment", "RevenueShare", "Schedule", "Share",
    "Terms", "make_flat_fee_terms", "percent_of", "plan_of",
]  # fmt: skip

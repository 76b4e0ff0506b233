"""The seller's home: the cards of all slices, area by area."""

from typing import Any

from accounts.actors import Actor
from accounts.places import Facts, HomeArea, HomeCard
from marketplace.kit.slices import entries_of

Card = dict[str, Any]


def build_dashboard(actor: Actor) -> dict[str, Any]:
    """The context of the seller's home: for each area the cards to show, each with its template and facts."""
    entries = entries_of(HomeCard)
    facts = {read: read(actor) for read in dict.fromkeys(entry.read for entry in entries)}
    shown = [(entry, facts[entry.read]) for entry in entries if entry.shown(facts[entry.read])]
    return {
        area.value: [make_card(entry, read) for entry, read in shown if entry.area is area] for area in HomeArea
    } | {"urgent": sum(entry.urgent(read) for entry, read in shown if entry.urgent)}


def make_card(entry: HomeCard, facts: Facts) -> Card:
    return {"template": entry.template, "facts": facts}

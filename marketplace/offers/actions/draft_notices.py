"""Notices about a deal."""

from typing import Any

from accounts.actors import Actor
from accounts.models import Organisation
from accounts.notices import NoticeDraft, draft_for_each, draft_for_members
from accounts.roles import Permission
from marketplace.kit.pages import url_of
from marketplace.offers.policies import Dealing, other_of


def draft_for_party(
    about: Dealing, party: Organisation, kind: str, tab: str = "", *, may: Permission = Permission.VIEW, **values: Any
) -> NoticeDraft:
    """For one side's members whose role grants `may`: it names the titles and leads to `tab` of the deal's pages."""
    return draft_for_members(party, kind, url=url_of(about.deal, tab), may=may, programme=about.title, **values)


def draft_for_parties(
    about: Dealing, kind: str, tab: str = "", *, may: Permission = Permission.VIEW, **values: Any
) -> list[NoticeDraft]:
    """The same for both sides."""
    url = url_of(about.deal, tab)
    return draft_for_each([about.buyer, about.seller], kind, url=url, may=may, programme=about.title, **values)


def draft_for_other_side(
    about: Dealing, by: Actor, kind: str, tab: str = "", *, may: Permission = Permission.VIEW, **values: Any
) -> NoticeDraft:
    """For whom `by` deals with: it names the actor's organisation as `other`."""
    other = by.organisation.name_en
    return draft_for_party(about, other_of(by, about), kind, tab, may=may, other=other, **values)

"""Make an organisation; who makes it owns it."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.facts import check_facts, facts_of
from accounts.actors import Person
from accounts.audit import record_entry
from accounts.models import Membership, Organisation, User
from accounts.queries import Duplicate, find_duplicates
from accounts.roles import Role
from marketplace.kit.problems import Problem
from marketplace.vocabularies import territories


class LooksLikeDuplicate(Problem):
    """The organisation may be here already; `found` says which, and by what it was recognised."""

    code = "looks_like_duplicate"
    text = _("This organisation may be here already: %(names)s.")
    hint = _("Ask one of its owners to invite you, or confirm that yours is another one.")

    def __init__(self, found: list[Duplicate]) -> None:
        super().__init__(names=", ".join(dict.fromkeys(one.organisation.name_en for one in found)))
        self.found = found


def create_organisation(*, by: Person, at: datetime, another_one: bool = False, **facts: Any) -> Organisation:
    """Make the organisation described by `facts` and make `by` its first owner.

    Unless `another_one` says that the person has seen them, organisations that look the same refuse it
    (LooksLikeDuplicate). Raises Invalid with the fields that are wrong.
    """
    organisation = Organisation(created_at=at, **facts)
    if organisation.territory not in territories.OFFICE_ZONES:
        organisation.time_zone = organisation.time_zone or by.user.time_zone
    check_facts(organisation)
    found = [] if another_one else find_duplicates(facts_of(organisation), by.user.email)
    if found:
        raise LooksLikeDuplicate(found)
    with transaction.atomic():
        organisation.save(force_insert=True)
        first = not Membership.objects.filter(user=by.user).exists()
        Membership.objects.create(user=by.user, organisation=organisation, roles=[Role.OWNER], joined_at=at)
        if first:
            # A first guess at whose clock counts; the profile changes it.
            User.objects.filter(pk=by.user.pk).update(time_zone=organisation.zone.key)
        record_entry(by=by, did="accounts.create_organisation", what=organisation, at=at, after=facts_of(organisation))
    return organisation

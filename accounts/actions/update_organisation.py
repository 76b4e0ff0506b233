"""Change what an organisation says of itself."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actions.facts import check_facts, facts_of
from accounts.actions.moves import must_manage
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import Organisation
from accounts.policies import LEGAL_FIELDS, legal_facts_open
from marketplace.kit.problems import Problem


class FactsAreVerified(Problem):
    """Legal facts stand while staff check them and once they are verified."""

    code = "facts_are_verified"
    text = _("Legal name, territory, numbers and address cannot be changed while the organisation is “%(state)s”.")
    hint = _("Write to our staff: they hand the organisation back to you for the change.")


def update_organisation(*, organisation: Organisation, by: Actor, at: datetime, **facts: Any) -> Organisation:
    """Replace the given `facts`; what was not given stays.

    A correction at a field takes staff's remark about it away. Raises MayNotManage, NotAllowedNow, FactsAreVerified, Invalid.
    """
    with transaction.atomic():
        locked = Organisation.objects.select_for_update().get(pk=organisation.pk)
        must_manage("update_organisation", by)
        before = facts_of(locked)
        for field, value in facts.items():
            setattr(locked, field, value)
        check_facts(locked)
        after = facts_of(locked)
        changed = {field for field in after if after[field] != before[field]}
        if changed & LEGAL_FIELDS and not legal_facts_open(locked):
            raise FactsAreVerified(state=locked.get_state_display())
        locked.returned_reasons = {field: why for field, why in locked.returned_reasons.items() if field not in changed}
        if changed:
            locked.save(update_fields=[*changed, "returned_reasons"])
            part = [{field: values[field] for field in sorted(changed)} for values in (before, after)]
            record_entry(by=by, did="accounts.update_organisation", what=locked, at=at, before=part[0], after=part[1])
    return locked

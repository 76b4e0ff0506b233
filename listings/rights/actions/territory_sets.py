"""An organisation's own names for some territories. Records keep the territories, so changing a set changes no record."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from accounts.audit import record_entry
from listings.models import TerritorySet
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.problems import Forbidden, Invalid

MAX_NAME_LENGTH = 60
MAX_SETS = 100


class MayNotKeepSets(Forbidden):
    hint = gettext_lazy("An owner, a seller or a buyer of your organisation can do this.")


def save_territory_set(
    *, name: str, territories: frozenset[str], by: Actor, at: datetime, found: TerritorySet | None = None
) -> TerritorySet:
    """Make a set, or change `found` in name and territories. Raises MayNotKeepSets, Invalid (name, territories)."""
    must_be_allowed("save_territory_set", by, lambda _by: MayNotKeepSets())
    wanted = check_name(name, territories, by, found)
    before = audit_values_of(found) if found else {}
    row = found or TerritorySet(organisation=by.organisation)
    row.name, row.territories, row.changed_by, row.changed_at = wanted, territories, by.user, at
    try:
        with transaction.atomic():
            row.save()
            record_entry(
                by=by, did="listings.territory_set", what=row, at=at, before=before, after=audit_values_of(row)
            )
    except IntegrityError as error:
        if violated_constraint(error) == "one_territory_set_per_name":
            raise Invalid({"name": [_("Your organisation has a set of this name already.")]}) from error
        raise
    return row


def check_name(name: str, territories: frozenset[str], by: Actor, found: TerritorySet | None) -> str:
    """The name without needless blanks. Raises Invalid."""
    wanted = " ".join(name.replace("\x00", "").split())
    errors: dict[str, list[str]] = {}
    if not 0 < len(wanted) <= MAX_NAME_LENGTH:
        errors["name"] = [_("Give the set a name, up to %(most)s characters.") % {"most": MAX_NAME_LENGTH}]
    if not territories:
        errors["territories"] = [_("Choose at least one territory.")]
    if found is None and TerritorySet.objects.visible_to(by).count() >= MAX_SETS:
        errors["name"] = [_("There are %(most)s sets already. Delete one that is not needed.") % {"most": MAX_SETS}]
    if errors:
        raise Invalid(errors)
    return wanted


def delete_territory_set(*, found: TerritorySet, by: Actor, at: datetime) -> None:
    """Forget a set; what was recorded with it stays. Raises MayNotKeepSets."""
    must_be_allowed("delete_territory_set", by, lambda _by: MayNotKeepSets())
    with transaction.atomic():
        record_entry(by=by, did="listings.delete_territory_set", what=found, at=at, before=audit_values_of(found))
        found.delete()


def audit_values_of(row: TerritorySet) -> dict[str, object]:
    """The set for the audit trail."""
    return {"name": row.name, "territories": sorted(row.territories)}

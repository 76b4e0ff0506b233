"""What changes of a team have in common: one at a time per organisation, and an owner stays."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import Membership, Organisation
from accounts.roles import Role
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.problems import Invalid, Problem


class LastOwner(Problem):
    code = "last_owner"
    text = gettext_lazy("An organisation keeps an owner, and this is the last one.")
    hint = gettext_lazy("Make somebody else an owner first.")


class MemberGone(Problem):
    code = "member_gone"
    text = gettext_lazy("This person is not a member any more.")


@contextmanager
def changing_team(organisation: Organisation) -> Iterator[None]:
    """One change of the team at a time. The database refuses to lose the last owner; here that becomes LastOwner."""
    try:
        with transaction.atomic():
            Organisation.objects.select_for_update(no_key=True).get(pk=organisation.pk)
            yield
    except IntegrityError as error:
        if violated_constraint(error) == "last_owner_stays":
            raise LastOwner from error
        raise


def known_roles(roles: Iterable[str]) -> list[str]:
    """The roles in their own order, each once. Raises Invalid for none or an unknown one."""
    given = set(roles)
    if not given or not given <= set(Role.values):
        raise Invalid({"roles": [_("Choose at least one of the roles.")]})
    return [role for role in Role.values if role in given]


def lock_member(member: Membership) -> Membership:
    """The member as the database knows him now, locked. Raises MemberGone."""
    locked = Membership.objects.select_for_update().filter(pk=member.pk, ended_at=None).first()
    if locked is None:
        raise MemberGone
    return locked

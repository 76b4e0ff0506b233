"""Tell people. A slice words its notices once (`word`), anybody below may send them (`tell`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

from accounts.models import Membership, Notice, Organisation, User
from accounts.roles import GRANTS, Permission
from marketplace.kit.formats import one_stop
from marketplace.kit.jobs import enqueue


@dataclass(frozen=True)
class Wording:
    """A notice's heading and sentence; %(name)s places are filled from the notice's values."""

    heading: str | Promise
    sentence: str | Promise
    your_turn: bool = False


WORDINGS: dict[str, Wording] = {}


def word(kind: str, heading: str | Promise, sentence: str | Promise, *, your_turn: bool = False) -> None:
    """Give the notice `kind` its words. Called from a slice's `wordings` module when Django starts."""
    WORDINGS[kind] = Wording(heading, sentence, your_turn)


def heading(notice: Notice) -> str:
    """The notice's heading in the active language."""
    return str(str(WORDINGS[notice.kind].heading) % notice.values)


def sentence(notice: Notice) -> str:
    """The notice's sentence in the active language."""
    return one_stop(str(WORDINGS[notice.kind].sentence) % notice.values)


def tell(
    organisation: Organisation,
    kind: str,
    *,
    at: datetime,
    url: str = "",
    may: Permission = Permission.VIEW,
    **values: Any,
) -> None:
    """Tell every member of `organisation` whose role grants `may`. Mail follows after the commit."""
    roles = [role for role, grants in GRANTS.items() if may in grants]
    members = Membership.objects.filter(organisation=organisation, ended_at=None, roles__overlap=roles)
    tell_people((m.user for m in members.select_related("user")), kind, at=at, url=url, about=organisation, **values)


def tell_people(
    people: Iterable[User], kind: str, *, at: datetime, url: str = "", about: Organisation | None = None,
    mail_to: str = "", **values: Any,
) -> None:  # fmt: skip
    """Tell these people; `about` is the organisation in whose name they read it, `mail_to` an address they had."""
    if kind not in WORDINGS:
        raise KeyError(f"no wording for the notice {kind}")
    common = {"organisation": about, "kind": kind, "values": values, "url": url, "created_at": at, "mail_to": mail_to}
    rows = [Notice(user=user, **common) for user in people]
    Notice.objects.bulk_create(rows)
    if rows:
        enqueue("accounts.send_notices")

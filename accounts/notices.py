"""Tell people. A slice words its notices once (`word`), anybody below may send them (`tell`)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Membership, Notice, Organisation, User
from accounts.roles import GRANTS, Permission
from marketplace.kit.formats import format_money, one_stop
from marketplace.kit.jobs import enqueue
from marketplace.kit.money import Money


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
    """The notice's heading in the active language; notices outlive their words, and one without them says so."""
    if notice.kind not in WORDINGS:
        return _("A notice from before")
    return str(WORDINGS[notice.kind].heading) % spoken(notice.values)


def heading_of(kind: str) -> str:
    """The heading of all notices of this kind, without what it names."""
    return str(WORDINGS[kind].heading) % Values()


def sentence(notice: Notice) -> str:
    """The notice's sentence in the active language."""
    return one_stop(str(WORDINGS[notice.kind].sentence) % spoken(notice.values))


def spoken(values: dict[str, Any]) -> dict[str, Any]:
    """A notice's values as its reader writes them: amounts with their currency."""
    language = get_language() or "en"
    return Values({
        name: format_money(value["minor"], value["currency"], language) if isinstance(value, dict) else value
        for name, value in values.items()
    })  # fmt: skip


class Values(dict[str, Any]):
    """What a notice was sent with. Words that were given one more place since do not break the notices of before."""

    def __missing__(self, name: str) -> str:
        return "–"


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


def close_notices(
    kinds: Iterable[str], *, url: str, at: datetime, about: Organisation | None = None, **values: Any
) -> int:
    """What these notices asked for is done: nobody of `about` (None: nobody at all) is asked any longer."""
    rows = Notice.objects.filter(kind__in=list(kinds), url=url, read_at=None, values__contains=values)
    return (rows.filter(organisation=about) if about else rows).update(read_at=at)


def tell_people(
    people: Iterable[User], kind: str, *, at: datetime, url: str = "", about: Organisation | None = None,
    mail_to: str = "", **values: Any,
) -> None:  # fmt: skip
    """Tell these people; `about` is the organisation in whose name they read it, `mail_to` an address they had.

    Values are JSON or Money.
    """
    if kind not in WORDINGS:
        raise KeyError(f"no wording for the notice {kind}")
    kept = {
        name: {"minor": value.minor, "currency": value.currency} if isinstance(value, Money) else value
        for name, value in values.items()
    }
    common = {"organisation": about, "kind": kind, "values": kept, "url": url, "created_at": at, "mail_to": mail_to}
    rows = [Notice(user=user, **common) for user in people]
    Notice.objects.bulk_create(rows)
    if rows:
        enqueue("accounts.send_notices")


def tell_staff(kind: str, *, at: datetime, url: str = "", **values: Any) -> None:
    """Tell everybody on the staff."""
    tell_people(User.objects.filter(is_staff=True, is_active=True), kind, at=at, url=url, **values)

"""Notices. A slice words its own once (`word_notice`); an action drafts them and hands them to `record_entry`, which sends them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import Notice, Organisation, User
from accounts.roles import GRANTS, Permission
from accounts.states import NoticeClass
from marketplace.kit.formats import format_money, one_stop
from marketplace.kit.jobs import enqueue_task
from marketplace.kit.money import Money


@dataclass(frozen=True)
class Wording:
    """A notice's heading and sentence; %(name)s places are filled from the notice's values."""

    heading: str | Promise
    sentence: str | Promise
    notice_class: NoticeClass = NoticeClass.CHANGES


WORDINGS: dict[str, Wording] = {}


def word_notice(
    kind: str,
    heading: str | Promise,
    sentence: str | Promise,
    *,
    notice_class: NoticeClass = NoticeClass.CHANGES,
) -> None:
    """Give the notice `kind` its words. Called from a slice's `wordings` module when Django starts."""
    WORDINGS[kind] = Wording(heading, sentence, notice_class)


def notice_heading(notice: Notice) -> str:
    """The notice's heading in the active language; notices outlive their words, and one without them says so."""
    if notice.kind not in WORDINGS:
        return _("A notice from before")
    return str(WORDINGS[notice.kind].heading) % format_values(notice.values)


def heading_of(kind: str) -> str:
    """The heading of all notices of this kind, without what it names."""
    return str(WORDINGS[kind].heading) % Values()


def write_sentence(notice: Notice) -> str:
    """The notice's sentence in the active language."""
    return one_stop(str(WORDINGS[notice.kind].sentence) % format_values(notice.values))


def format_values(values: dict[str, Any]) -> dict[str, Any]:
    """A notice's values as its reader writes them: amounts with their currency."""
    language = get_language() or "en"
    return Values(
        {
            name: format_money(value["minor"], value["currency"], language) if isinstance(value, dict) else value
            for name, value in values.items()
        }
    )


class Values(dict[str, Any]):
    """What a notice was sent with. Words that were given one more place since do not break the notices of before."""

    def __missing__(self, name: str) -> str:
        return "–"


@dataclass(frozen=True)
class NoticeDraft:
    """A notice to send: its kind, who reads it and in whose name, what it names, and the path that it leads to.

    `values` are JSON or Money; `mail_to` is an address that the reader had, where not the present one.
    """

    kind: str
    readers: list[User]
    values: dict[str, Any]
    url: str = ""
    organisation: Organisation | None = None
    mail_to: str = ""

    def __post_init__(self) -> None:
        if self.kind not in WORDINGS:
            raise KeyError(f"no wording for the notice {self.kind}")


def draft_for_members(
    organisation: Organisation, kind: str, *, url: str = "", may: Permission = Permission.VIEW, **values: Any
) -> NoticeDraft:
    """For every member of `organisation` whose role grants `may`."""
    (draft,) = draft_for_each([organisation], kind, url=url, may=may, **values)
    return draft


def draft_for_each(
    organisations: Sequence[Organisation], kind: str, *, url: str = "", may: Permission = Permission.VIEW, **values: Any
) -> list[NoticeDraft]:
    """The same for each of several organisations."""
    readers = find_members(organisations, may)
    return [NoticeDraft(kind, readers[one.pk], values, url, one) for one in organisations]


MEMBERS = """
select u.*, m.organisation_id as member_of from accounts_membership m join accounts_user u on u.id = m.user_id
where m.organisation_id = any(%s) and m.ended_at is null and m.roles && %s::varchar[] order by m.id
"""


def find_members(organisations: Sequence[Organisation], may: Permission) -> dict[int, list[User]]:
    """Who belongs to these organisations with a role that grants `may`: by the organisation's id."""
    roles = [role for role, grants in GRANTS.items() if may in grants]
    found: dict[int, list[User]] = {one.pk: [] for one in organisations}
    for user in User.objects.raw(MEMBERS, [list(found), roles]):
        found[vars(user)["member_of"]].append(user)
    return found


def draft_for_person(
    user: User, kind: str, *, url: str = "", of: Organisation | None = None, mail_to: str = "", **values: Any
) -> NoticeDraft:
    """For one person, who reads it as a member `of` an organisation, or whoever she acts for."""
    return NoticeDraft(kind, [user], values, url, of, mail_to)


def draft_for_staff(kind: str, *, url: str = "", but: User | None = None, **values: Any) -> NoticeDraft:
    """For everybody on the staff `but` one: who did it."""
    staff = User.objects.filter(is_staff=True, is_active=True)
    return NoticeDraft(kind, [user for user in staff if user != but], values, url)


def send_loose_notices(*drafts: NoticeDraft, at: datetime) -> None:
    """Send what belongs to no entry of the audit trail; what does goes with `record_entry`. Mail follows after the commit."""
    rows = [notice_of(draft, user, at) for draft in drafts for user in draft.readers]
    Notice.objects.bulk_create(rows)
    if rows:
        enqueue_task("accounts.send_notices")


def notice_of(draft: NoticeDraft, user: User, at: datetime) -> Notice:
    """The notice as it is kept for one reader."""
    kept = {
        name: {"minor": value.minor, "currency": value.currency} if isinstance(value, Money) else value
        for name, value in draft.values.items()
    }
    return Notice(
        user=user,
        organisation=draft.organisation,
        kind=draft.kind,
        values=kept,
        url=draft.url,
        created_at=at,
        mail_to=draft.mail_to,
        channel=user.channel_for(WORDINGS[draft.kind].notice_class),
    )


def close_notices(
    kinds: Iterable[str], *, url: str, at: datetime, about: Organisation | None = None, **values: Any
) -> int:
    """What these notices asked for is done: nobody of `about` (None: nobody at all) is asked any longer."""
    named = {"values__contains": values} if values else {}
    rows = Notice.objects.filter(kind__in=list(kinds), url=url, read_at=None, **named)
    return (rows.filter(organisation=about) if about else rows).update(read_at=at)

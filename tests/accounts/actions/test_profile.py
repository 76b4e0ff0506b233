"""One's own profile and notices."""

from datetime import timedelta
from typing import Any

import pytest

from accounts import actions
from accounts.actors import Actor, Person
from accounts.models import AuditEntry, Notice, User
from accounts.notices import draft_for_person, send_loose_notices
from marketplace.kit.problems import Invalid
from tests.factories import NOW

pytestmark = pytest.mark.django_db

PROFILE = {"full_name": "Ana  Srisai ", "job_title": "Sales", "language": "zh-hans", "time_zone": "Asia/Bangkok"}


def test_a_profile_is_kept_tidy_and_audited(ana: Actor) -> None:
    person = Person(ana.user)
    user = actions.change_profile(by=person, at=NOW, **PROFILE)
    assert (user.full_name, user.job_title, user.language, user.time_zone) == (
        "Ana Srisai",
        "Sales",
        "zh-hans",
        "Asia/Bangkok",
    )
    entry = AuditEntry.objects.get()
    assert (entry.before["language"], entry.after["language"]) == ("en", "zh-hans")
    actions.change_profile(by=person, at=NOW, **PROFILE)
    assert AuditEntry.objects.count() == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("full_name", "  "),
        ("full_name", "x" * 121),
        ("job_title", "x" * 121),
        ("language", "tlh"),
        ("time_zone", "Mars/Base"),
    ],
)
def test_a_wrong_profile_changes_nothing(field: str, value: Any, ana: Actor) -> None:
    with pytest.raises(Invalid) as caught:
        actions.change_profile(by=Person(ana.user), at=NOW, **(PROFILE | {field: value}))
    assert list(caught.value.errors) == [field]
    assert (User.objects.get(pk=ana.user.pk).job_title, AuditEntry.objects.count()) == ("", 0)


def test_a_theme_is_one_of_three(ana: Actor) -> None:
    actions.change_theme(theme="dark", by=Person(ana.user))
    with pytest.raises(Invalid):
        actions.change_theme(theme="pink", by=Person(ana.user))
    assert User.objects.get(pk=ana.user.pk).theme == "dark"


def test_reading_marks_ones_own_notices_only(ana: Actor, bo: Actor) -> None:
    for actor in (ana, bo):
        send_loose_notices(
            draft_for_person(actor.user, "accounts.joined", of=actor.organisation, person="Pom", email="p@e.test"),
            at=NOW,
        )
    newer = NOW + timedelta(minutes=1)
    send_loose_notices(
        draft_for_person(ana.user, "accounts.joined", of=ana.organisation, person="Ton", email="t@e.test"), at=newer
    )
    foreign = Notice.objects.get(user=bo.user)
    assert actions.mark_notices_read(by=ana, at=NOW, only=[foreign.pk]) == 0
    assert actions.mark_notices_read(by=ana, at=NOW) == 1
    assert actions.mark_notices_read(by=ana, at=newer) == 1
    assert list(Notice.objects.filter(read_at=None)) == [foreign]

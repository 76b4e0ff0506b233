"""How notices reach a person: at once, in one mail of the morning, or on the page only (issue 9 §4)."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core import mail
from django.test import Client
from django.urls import reverse

from accounts import actions, tasks
from accounts.actors import Actor, Person
from accounts.models import AuditEntry, Notice, User
from accounts.notices import draft_for_person, send_loose_notices
from accounts.queries.notices import last_digest
from marketplace.kit.models import Job
from marketplace.kit.problems import Invalid

pytestmark = pytest.mark.django_db
# Ana reads in Bangkok, where it is seven hours later than in UTC.
DAY = datetime(2026, 12, 1, tzinfo=UTC)
SEVEN, EIGHT, NINE = DAY, DAY + timedelta(hours=1), DAY + timedelta(hours=2)


@contextmanager
def clock_at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def choose(actor: Actor, changes: str, news: str) -> None:
    user = actions.choose_notice_channels(
        changes_channel=changes, news_channel=news, by=Person(actor.user), at=DAY - timedelta(days=2)
    )
    User.objects.filter(pk=user.pk).update(time_zone="Asia/Bangkok")
    actor.user.refresh_from_db()


def tell_all(actor: Actor, at: datetime, name: str = "Saphan") -> None:
    """One notice of each class."""
    user, of = actor.user, actor.organisation
    send_loose_notices(
        draft_for_person(user, "accounts.returned", of=of, name=name, reasons="Street?", url="/organisation/"),
        draft_for_person(user, "accounts.reinstated", of=of, name=name, reason="Settled.", url="/organisation/"),
        draft_for_person(user, "accounts.joined", of=of, person="Pom", email="p@e.test"),
        draft_for_person(user, "accounts.password_set", address="10.0.0.1", browser="Firefox"),
        at=at,
    )


def send_at(moment: datetime) -> list[str]:
    """The subjects of the mails that leave at a moment."""
    mail.outbox.clear()
    with clock_at(moment):
        tasks.send_notices()
    return sorted(str(letter.subject) for letter in mail.outbox)


ASKED = ["A password was set", "Saphan: something has to change"]


def test_whoever_chose_nothing_is_mailed_everything_at_once(ana: Actor) -> None:
    tell_all(ana, SEVEN)
    assert send_at(SEVEN) == [*ASKED[:1], "Pom joined your team", "Saphan may trade again", *ASKED[1:]]
    assert send_at(NINE) == []


def test_what_asks_for_an_act_or_is_about_the_account_is_mailed_whatever_was_chosen(ana: Actor) -> None:
    choose(ana, "app", "app")
    tell_all(ana, SEVEN)
    assert send_at(SEVEN) == ASKED
    assert send_at(NINE + timedelta(days=1)) == []
    page = Client()
    page.force_login(ana.user)
    shown = page.get(reverse("accounts:notices")).content.decode()
    assert "Saphan may trade again" in shown
    assert "Pom joined your team" in shown


def test_the_daily_mail_comes_once_at_eight_of_the_readers_morning(ana: Actor) -> None:
    choose(ana, "digest", "digest")
    tell_all(ana, SEVEN, "Saphan")
    assert send_at(EIGHT - timedelta(seconds=1)) == ASKED
    send_loose_notices(draft_for_person(ana.user, "accounts.reinstated", name="Late", reason="."), at=EIGHT)
    assert send_at(EIGHT) == ["What happened at Monsoon"]
    letter = mail.outbox[0]
    first, joined = letter.body.index("Saphan may trade again"), letter.body.index("Pom joined your team")
    assert (letter.to, first < joined, "Late" in letter.body) == ([ana.user.email], True, False)
    assert "http://127.0.0.1:8000/organisation/\n" in letter.body
    assert "http://127.0.0.1:8000/settings/notices/" in letter.body
    news = Notice.objects.get(kind="accounts.joined")
    assert letter.extra_headers["Message-ID"] == f"<digest.{news.pk}@monsoon.example>"
    assert [send_at(moment) for moment in (EIGHT, NINE, EIGHT + timedelta(hours=23, minutes=59))] == [[], [], []]
    assert send_at(EIGHT + timedelta(days=1)) == ["What happened at Monsoon"]
    assert "Late may trade again" in mail.outbox[0].body
    assert (Notice.objects.filter(mailed_at=None).count(), Job.objects.count()) == (0, 0)


def test_each_reader_has_a_morning_and_a_language(ana: Actor, bo: Actor) -> None:
    for actor in (ana, bo):
        choose(actor, "digest", "mail")
        send_loose_notices(
            draft_for_person(actor.user, "accounts.reinstated", name="云帆视频", reason="。"),
            at=DAY - timedelta(minutes=1),
        )
    User.objects.filter(pk=bo.user.pk).update(time_zone="Asia/Shanghai")
    assert send_at(DAY) == ["Monsoon 每日通知"]
    assert (mail.outbox[0].to, "云帆视频" in mail.outbox[0].body) == ([bo.user.email], True)
    assert send_at(EIGHT) == ["What happened at Monsoon"]
    assert mail.outbox[0].to == [ana.user.email]


def test_what_was_read_before_is_not_in_the_daily_mail(ana: Actor) -> None:
    choose(ana, "digest", "digest")
    send_loose_notices(
        draft_for_person(ana.user, "accounts.reinstated", of=ana.organisation, name="Saphan", reason="."), at=SEVEN
    )
    actions.mark_notices_read(by=ana, at=SEVEN)
    assert send_at(EIGHT) == []
    assert Notice.objects.get().mailed_at == EIGHT


def test_a_daily_mail_that_was_refused_is_tried_again(ana: Actor, settings: Any) -> None:
    choose(ana, "digest", "digest")
    send_loose_notices(draft_for_person(ana.user, "accounts.reinstated", name="Saphan", reason="."), at=SEVEN)
    working, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "tests.accounts.test_tasks.Unwilling"
    assert send_at(EIGHT) == []
    job = Job.objects.get(kind="accounts.mail_digest", row=ana.user.pk)
    assert (job.attempts, job.last_error, Notice.objects.get().mailed_at) == (1, "ConnectionRefusedError: ", None)
    settings.EMAIL_BACKEND = working
    assert send_at(EIGHT + timedelta(minutes=1)) == ["What happened at Monsoon"]
    assert (Job.objects.count(), Notice.objects.filter(mailed_at=None).count()) == (0, 0)


@pytest.mark.parametrize(
    ("zone", "at", "morning"),
    [
        ("Asia/Shanghai", datetime(2026, 12, 1, 0, 0, tzinfo=UTC), datetime(2026, 12, 1, 0, 0, tzinfo=UTC)),
        ("Asia/Shanghai", datetime(2026, 11, 30, 23, 59, tzinfo=UTC), datetime(2026, 11, 30, 0, 0, tzinfo=UTC)),
        ("Asia/Yangon", datetime(2026, 12, 1, 1, 30, tzinfo=UTC), datetime(2026, 12, 1, 1, 30, tzinfo=UTC)),
        ("Pacific/Honolulu", datetime(2026, 12, 1, 12, 0, tzinfo=UTC), datetime(2026, 11, 30, 18, 0, tzinfo=UTC)),
    ],
)
def test_the_last_eight_oclock(zone: str, at: datetime, morning: datetime) -> None:
    assert last_digest(zone, at) == morning


def test_the_page_takes_the_choice_and_says_what_is_wrong(ana: Actor) -> None:
    browser, address = Client(), reverse("accounts:notice-settings")
    browser.force_login(ana.user)
    answer = browser.post(address, {"changes_channel": "digest", "news_channel": "pigeon"})
    assert (answer.status_code, "pigeon" in answer.content.decode()) == (422, True)
    user = User.objects.get(pk=ana.user.pk)
    assert (user.changes_channel, user.news_channel, AuditEntry.objects.count()) == ("mail", "mail", 0)
    answer = browser.post(address, {"changes_channel": "digest", "news_channel": "app"})
    assert (answer.status_code, answer["Location"]) == (302, address)
    user.refresh_from_db()
    entry = AuditEntry.objects.get(action="accounts.choose_notice_channels")
    assert (user.changes_channel, user.news_channel) == ("digest", "app")
    assert (entry.before, entry.after) == (
        {"changes_channel": "mail", "news_channel": "mail"},
        {"changes_channel": "digest", "news_channel": "app"},
    )
    browser.post(address, {"changes_channel": "digest", "news_channel": "app"})
    assert AuditEntry.objects.count() == 1
    with pytest.raises(Invalid) as caught:
        choose(ana, "", "mail")
    assert caught.value.errors == {"changes_channel": ["Choose one."]}

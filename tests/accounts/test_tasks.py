"""Mail leaves once, in the reader's language, and a failure is tried again."""

from datetime import timedelta
from threading import Thread
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection
from django.utils import timezone

from accounts import actions, tasks
from accounts.actors import Actor
from accounts.models import Invitation, Notice, Organisation
from accounts.notices import draft_for_members, send_loose_notices
from accounts.tokens import invitation_token
from marketplace.kit.models import Job

pytestmark = pytest.mark.django_db


class Unwilling(EmailBackend):
    """A mail server that refuses everything."""

    def send_messages(self, messages: Any) -> int:
        raise ConnectionRefusedError


def suspended(organisation: Organisation, ago: timedelta = timedelta(0)) -> Notice:
    send_loose_notices(
        draft_for_members(organisation, "accounts.suspended", url="/organisation/", name="云帆视频", reason="x"),
        at=timezone.now() - ago,
    )
    return Notice.objects.latest("pk")


def test_a_notice_is_mailed_once(ana: Actor) -> None:
    notice = suspended(ana.organisation)
    assert (tasks.send_notices(), tasks.send_notices(), len(mail.outbox)) == (1, 0, 1)
    notice.refresh_from_db()
    assert (Job.objects.count(), notice.mailed_at is not None) == (0, True)
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == ([ana.user.email], "云帆视频 is suspended")
    assert "http://127.0.0.1:8000/organisation/" in letter.body
    assert letter.extra_headers["Message-ID"] == f"<notice.{notice.pk}@monsoon.example>"


def test_a_chinese_member_reads_chinese(bo: Actor) -> None:
    suspended(bo.organisation)
    tasks.send_notices()
    assert mail.outbox[0].subject == "云帆视频已被暂停"
    assert "您的机构目前不能进行交易" in mail.outbox[0].body


def test_a_server_that_refuses_is_asked_again_later_and_not_for_ever(ana: Actor, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_tasks.Unwilling"
    notice = suspended(ana.organisation)
    assert (tasks.send_notices(), tasks.send_notices()) == (0, 0)
    job = Job.objects.get(kind="accounts.mail_notice", row=notice.pk)
    assert (job.attempts, job.last_error, job.dead_at) == (1, "ConnectionRefusedError: ", None)
    for _ in range(9):
        Job.objects.update(next_attempt_at=timezone.now())
        tasks.send_notices()
    notice.refresh_from_db()
    job.refresh_from_db()
    assert (job.attempts, job.dead_at is not None, notice.mailed_at) == (5, True, None)
    assert Notice.objects.count() == 1  # a notice about mail that does not leave would not leave either


def test_g5_old_wake_ups_use_up_no_attempt_of_a_mail(ana: Actor, settings: Any) -> None:
    settings.EMAIL_BACKEND = "tests.accounts.test_tasks.Unwilling"
    suspended(ana.organisation, ago=timedelta(days=1))
    assert [tasks.send_notices() for _ in range(20)] == [0] * 20
    assert Job.objects.get().attempts == 1


def test_one_that_fails_holds_up_no_other(ana: Actor, bo: Actor) -> None:
    spent = suspended(ana.organisation)
    now = timezone.now()
    Job.objects.create(kind="accounts.mail_notice", row=spent.pk, attempts=5, next_attempt_at=now, begun_at=now)
    suspended(bo.organisation)
    assert tasks.send_notices() == 1


def test_nobody_writes_to_who_may_not_sign_in(ana: Actor) -> None:
    ana.user.is_active = False
    ana.user.save()
    suspended(ana.organisation)
    tasks.send_notices()
    assert (len(mail.outbox), Notice.objects.filter(mailed_at=None).count()) == (0, 0)


def test_an_invitation_is_mailed_with_its_link_in_the_chosen_language(ana: Actor) -> None:
    now = timezone.now()
    invited = actions.invite_member(email="pom@saphan.example", roles=["seller"], by=ana, at=now, language="zh-hans")
    assert (tasks.send_notices(), tasks.send_notices()) == (1, 0)
    token = invitation_token(ana.organisation.pk, invited.email, invited.created_at)
    assert f"http://127.0.0.1:8000/invitation/{token}/" in mail.outbox[0].body
    assert (mail.outbox[0].to, mail.outbox[0].subject) == ([invited.email], "Ana Srisai邀请您加入Saphan Pictures")


def test_an_invitation_taken_back_in_time_is_not_mailed(ana: Actor) -> None:
    invited = actions.invite_member(email="pom@saphan.example", roles=["seller"], by=ana, at=timezone.now())
    actions.revoke_invitation(invitation=invited, by=ana, at=timezone.now())
    assert (tasks.send_notices(), Invitation.objects.get().mailed_at, Job.objects.count()) == (0, None, 0)


@pytest.mark.django_db(transaction=True)
def test_two_workers_mail_each_notice_once(ana: Actor) -> None:
    for _ in range(12):
        suspended(ana.organisation)

    def work() -> None:
        tasks.send_notices()
        connection.close()

    workers = [Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sorted(letter.extra_headers["Message-ID"] for letter in mail.outbox) == sorted(
        f"<notice.{pk}@monsoon.example>" for pk in Notice.objects.values_list("pk", flat=True)
    )

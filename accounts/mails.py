"""Mails of this slice, in the reader's language and time zone."""

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import Invitation, Notice, User
from accounts.notices import notice_heading, write_sentence
from accounts.queries.notices import lines_of
from accounts.roles import Role
from accounts.tokens import digest_secret, invitation_token

MAX_DIGEST_LINES = 50


def notice_mail(notice: Notice) -> EmailMessage | None:
    """The notice as a mail; None where nobody reads it any more.

    The Message-ID follows from the row: a mail sent twice is one mail in the reader's box.
    """
    if not notice.user.is_active:
        return None
    with translation.override(notice.user.language), timezone.override(notice.user.time_zone):
        values = {
            "notice": notice,
            "sentence": write_sentence(notice),
            "address": absolute_url(notice.url) if notice.url else "",
        }
        body = render_to_string("accounts/mail/notice.txt", values)
        return EmailMessage(
            notice_heading(notice),
            body,
            to=[notice.mail_to or notice.user.email],
            headers=message_id(f"notice.{notice.pk}"),
        )


def digest_mail(reader: User, notices: Sequence[Notice]) -> EmailMessage:
    """The day's notices in one mail, in the reader's language. Its Message-ID follows from the last of them."""
    with translation.override(reader.language), timezone.override(reader.time_zone):
        lines = [
            {
                "heading": line.heading,
                "sentence": line.sentence,
                "address": absolute_url(line.notice.url) if line.notice.url else "",
            }
            for line in lines_of(notices[:MAX_DIGEST_LINES])
        ]
        values = {
            "reader": reader,
            "lines": lines,
            "more": len(notices) > MAX_DIGEST_LINES,
            "all": absolute_url(reverse("accounts:notices")),
            "settings": absolute_url(reverse("accounts:notice-settings")),
        }
        body = render_to_string("accounts/mail/digest.txt", values)
        headers = message_id(f"digest.{notices[-1].pk}")
        return EmailMessage(_("What happened at Monsoon"), body, to=[reader.email], headers=headers)


def invitation_mail(invitation: Invitation) -> EmailMessage:
    """The invitation with its link, in the language that the inviter chose."""
    token = invitation_token(invitation.organisation_id, invitation.email, invitation.created_at)
    if digest_secret(token) != invitation.token_sha256:
        raise OSError("the installation's key changed since this invitation was made")
    with translation.override(invitation.language):
        values = {
            "invitation": invitation,
            "roles": ", ".join(str(Role(role).label) for role in invitation.roles),
            "address": absolute_url(reverse("accounts:invitation", args=[token])),
        }
        subject = _("%(person)s invites you to %(organisation)s") % {
            "person": invitation.invited_by.display_name,
            "organisation": invitation.organisation.name_en,
        }
        body = render_to_string("accounts/mail/invitation.txt", values)
        return EmailMessage(subject, body, to=[invitation.email], headers=message_id(f"invitation.{invitation.pk}"))


def absolute_url(path: str) -> str:
    """The whole address of a page of ours."""
    return f"{settings.BASE_URL}{path}"


def message_id(name: str) -> dict[str, str]:
    return {"Message-ID": f"<{name}@monsoon.example>"}

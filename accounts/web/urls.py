"""The pages of people and organisations."""

from django.conf import settings
from django.urls import URLPattern, path

from accounts.web import (
    addresses,
    documents,
    factor_resets,
    factors,
    invitations,
    notices,
    organisation,
    step_up,
    team,
    tokens,
)
from accounts.web import settings as own

urlpatterns: list[URLPattern] = [
    path("organisation/", organisation.organisation, name="organisation"),
    path("organisation/new/", organisation.new, name="organisation-new"),
    path("organisation/numbers/", organisation.numbers, name="organisation-numbers"),
    path("organisation/submit/", organisation.submit, name="organisation-submit"),
    path("organisation/switch/", own.switch, name="switch"),
    path("organisation/documents/", documents.add, name="document-add"),
    path("organisation/documents/<int:pk>/", documents.show, name="document"),
    path("organisation/documents/<int:pk>/remove/", documents.remove, name="document-remove"),
    path("organisation/team/", team.team, name="team"),
    path("organisation/team/<int:pk>/roles/", team.roles, name="member-roles"),
    path("organisation/team/<int:pk>/remove/", team.remove, name="member-remove"),
    path("organisation/invitations/<int:pk>/revoke/", team.revoke, name="invitation-revoke"),
    path("organisation/tokens/", tokens.tokens, name="tokens"),
    path("organisation/tokens/<int:pk>/revoke/", tokens.revoke, name="token-revoke"),
    path("invitation/<str:token>/", invitations.invitation, name="invitation"),
    path("objection/<str:token>/", addresses.objection, name="objection"),
    path("lost-second-step/", factor_resets.factor_reset, name="factor-reset"),
    path("lost-second-step/<str:token>/", factor_resets.objection, name="factor-reset-objection"),
    path("settings/", own.profile, name="profile"),
    path("settings/second-step/", factors.factor, name="factor"),
    path("settings/go-on/", step_up.go_on, name="go-on"),
    path("settings/notices/", own.notice_settings, name="notice-settings"),
    path("settings/theme/", own.theme, name="theme"),
    path("notices/", notices.notices, name="notices"),
    path("notices/read/", notices.mark_read, name="notices-read"),
    path("notices/<int:pk>/", notices.show, name="notice"),
]

if settings.DEMO:
    urlpatterns += [
        path("mailbox/", notices.mailbox, name="mailbox"),
        path("codes/", factors.codes, name="codes"),
    ]

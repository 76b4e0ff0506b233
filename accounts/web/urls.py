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
    uploads,
)
from accounts.web import settings as own

urlpatterns: list[URLPattern] = [
    path("organisation/", organisation.edit_organisation, name="organisation"),
    path("organisation/new/", organisation.register_organisation, name="organisation-new"),
    path("organisation/numbers/", organisation.show_number_hints, name="organisation-numbers"),
    path("organisation/submit/", organisation.submit_organisation, name="organisation-submit"),
    path("organisation/switch/", own.switch_organisation, name="switch"),
    path("organisation/documents/", documents.add_document, name="document-add"),
    path("organisation/documents/<int:pk>/", documents.show_document, name="document"),
    path("organisation/documents/<int:pk>/remove/", documents.remove_document, name="document-remove"),
    path("organisation/team/", team.show_team, name="team"),
    path("organisation/team/<int:pk>/roles/", team.change_roles, name="member-roles"),
    path("organisation/team/<int:pk>/remove/", team.remove_from_team, name="member-remove"),
    path("organisation/invitations/<int:pk>/revoke/", team.submit_invitation_revocation, name="invitation-revoke"),
    path("organisation/tokens/", tokens.show_tokens, name="tokens"),
    path("organisation/tokens/<int:pk>/revoke/", tokens.submit_token_revocation, name="token-revoke"),
    path("invitation/<str:token>/", invitations.show_invitation, name="invitation"),
    path("objection/<str:token>/", addresses.object_to_address, name="objection"),
    path("lost-second-step/", factor_resets.factor_reset, name="factor-reset"),
    path("lost-second-step/<str:token>/", factor_resets.object_to_reset, name="factor-reset-objection"),
    path("settings/", own.edit_profile, name="profile"),
    path("settings/second-step/", factors.ask_for_factor, name="factor"),
    path("settings/go-on/", step_up.go_on, name="go-on"),
    path("settings/notices/", own.notice_settings, name="notice-settings"),
    path("settings/theme/", own.switch_theme, name="theme"),
    path("uploads/", uploads.begin_upload, name="uploads"),
    path("uploads/<uuid:pk>/", uploads.continue_upload, name="upload"),
    path("notices/", notices.list_notices, name="notices"),
    path("notices/read/", notices.mark_read, name="notices-read"),
    path("notices/<int:pk>/", notices.follow_notice, name="notice"),
]

if settings.DEMO:
    urlpatterns += [
        path("mailbox/", notices.show_mailbox, name="mailbox"),
        path("codes/", factors.show_codes, name="codes"),
    ]

"""Django's admin for staff: to look things up. Where a rule lives, nothing can be changed here."""

from operator import itemgetter
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy

from accounts.models import (
    ApiToken,
    AuditEntry,
    ExchangeRate,
    Invitation,
    Membership,
    Notice,
    Organisation,
    OrganisationDocument,
    User,
)
from accounts.notices import WORDINGS, heading_of, notice_heading
from marketplace.kit.activity import VERBS, label_verb


class ReadOnlyAdmin(admin.ModelAdmin[Any]):
    """To look at, not to touch: changes go through the actions, which ask the policies and write the audit trail."""

    list_per_page = 50
    formfield_overrides = {models.URLField: {"assume_scheme": "https"}}

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        """Every member of staff looks; nobody needs Django's own permissions for that."""
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    """People. Whether somebody may sign in is decided here; who is staff by `manage.py staff`; the rest is the person's own."""

    list_display = ("email", "full_name", "language", "is_active", "is_staff", "date_joined")
    list_filter = ("is_active", "is_staff", "language")
    search_fields = ("email", "full_name")
    exclude = ("password",)
    EDITABLE = ("is_active",)

    def has_change_permission(self, request: HttpRequest, obj: models.Model | None = None) -> bool:
        return bool(getattr(request.user, "is_superuser", False))

    def get_readonly_fields(self, request: HttpRequest, obj: models.Model | None = None) -> list[str]:
        fields = [*User._meta.fields, *User._meta.many_to_many]
        return [field.name for field in fields if field.name not in (*self.EDITABLE, *self.exclude)]


@admin.register(Organisation)
class OrganisationAdmin(ReadOnlyAdmin):
    list_display = ("name_en", "name_local", "territory", "state", "submitted_at", "verified_at")
    list_filter = ("state", "territory")
    search_fields = ("name_en", "name_local", "registration_number")


@admin.register(OrganisationDocument)
class DocumentAdmin(ReadOnlyAdmin):
    list_display = ("file", "organisation", "kind", "uploaded_at", "removed_at")
    list_filter = ("kind",)
    # The file itself is served by the page that checks who asks.
    exclude = ("file",)


@admin.register(Membership)
class MembershipAdmin(ReadOnlyAdmin):
    list_display = ("user", "organisation", "roles", "joined_at", "ended_at")
    search_fields = ("user__email", "organisation__name_en")


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    list_display = ("email", "organisation", "invited_by", "created_at", "expires_at", "accepted_at", "revoked_at")
    search_fields = ("email",)
    exclude = ("token_sha256",)


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnlyAdmin):
    list_display = ("name", "prefix", "organisation", "user", "last_used_at", "expires_at", "revoked_at")
    exclude = ("token_sha256",)


class NoticeFilter(admin.SimpleListFilter):
    """By what it says, in words."""

    title, parameter_name = gettext_lazy("notice"), "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return sorted(((kind, heading_of(kind)) for kind in WORDINGS), key=itemgetter(1))

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(kind=self.value()) if self.value() else queryset


@admin.register(Notice)
class NoticeAdmin(ReadOnlyAdmin):
    list_display = ("words", "user", "organisation", "created_at", "read_at", "mailed_at")
    list_filter = (NoticeFilter,)
    exclude, readonly_fields = ("kind",), ("words",)

    @admin.display(description=gettext_lazy("notice"), ordering="kind")
    def words(self, notice: Notice) -> str:
        return notice_heading(notice)


class VerbFilter(admin.SimpleListFilter):
    """By what was done, in words."""

    title, parameter_name = gettext_lazy("what was done"), "action"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return sorted(((name, label_verb(name)) for name in VERBS), key=itemgetter(1))

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(action=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditAdmin(ReadOnlyAdmin):
    list_display = ("at", "done", "user", "organisation", "as_staff", "object_kind", "object_id", "request_id")
    list_filter = ("as_staff", VerbFilter)
    exclude, readonly_fields = ("action",), ("done",)
    search_fields = ("object_id", "request_id", "user__email")
    date_hierarchy = "at"

    @admin.display(description=gettext_lazy("what was done"), ordering="action")
    def done(self, entry: AuditEntry) -> str:
        return label_verb(entry.action)


@admin.register(ExchangeRate)
class ExchangeRateAdmin(ReadOnlyAdmin):
    list_display = ("currency", "day", "per_usd", "source", "added_by")
    list_filter = ("currency",)
    date_hierarchy = "day"

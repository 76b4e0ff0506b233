from django.contrib.admin.apps import AdminConfig


class StaffAdminConfig(AdminConfig):
    """Django's admin behind our own sign-in."""

    default_site = "accounts.admin_site.StaffSite"

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """The pages of Monsoon's staff."""

    name = "marketplace.staff"
    label = "staff"

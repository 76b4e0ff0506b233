from django.apps import AppConfig


class VisitsConfig(AppConfig):
    """Visits of a screening room, planned in a deal."""

    name = "visits"
    label = "visits"

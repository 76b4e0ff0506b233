from django.apps import AppConfig


class KitConfig(AppConfig):
    """Tools that know nothing of the trade."""

    name = "marketplace.kit"
    label = "kit"

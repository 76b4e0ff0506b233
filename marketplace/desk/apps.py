from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The pages of Monsoon's staff."""

    name = "marketplace.desk"
    label = "desk"

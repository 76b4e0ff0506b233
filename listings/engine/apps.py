from django.apps import AppConfig


class EngineConfig(AppConfig):
    """The in-memory scan of all rights, and the process that keeps it up to date."""

    name = "listings.engine"
    label = "engine"

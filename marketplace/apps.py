from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    """The project itself: templates, static files, translations and the pages that mix the slices."""

    name = "marketplace"

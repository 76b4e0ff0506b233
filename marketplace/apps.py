import gc

from django.apps import AppConfig


class MarketplaceConfig(AppConfig):
    """The project itself: templates, static files, translations and the pages that mix the slices."""

    name = "marketplace"

    def ready(self) -> None:
        """Whoever has Django can queue work: tasks are ours, not those of Celery's default application."""
        import marketplace.celery  # noqa: F401, PLC0415 -- once settings and models are there

        gc.freeze()  # nothing of what is loaded by now is ever garbage: not looked at again, at the process's end neither

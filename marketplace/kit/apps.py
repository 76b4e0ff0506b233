from django.apps import AppConfig


class KitConfig(AppConfig):
    """Tools that know nothing of the trade."""

    name = "marketplace.kit"
    label = "kit"

    def ready(self) -> None:
        """Forms are part of the API's description."""
        from marketplace.kit.inputs import openapi  # noqa: F401, PLC0415 -- registers itself; needs the settings

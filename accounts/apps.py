from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class AccountsConfig(AppConfig):
    """People, their organisations, and who may do what."""

    name = "accounts"
    label = "accounts"

    def ready(self) -> None:
        """Load every slice's tasks, so that web processes can queue them by name, and what it declares in modules of its own: its
        acts, tables, verbs, words of notices, pages of subjects, limits of delays, checks."""
        autodiscover_modules(
            "acts", "table_rights", "tasks", "verbs", "wordings", "pages", "delay_limits", "receivers", "verifying"
        )

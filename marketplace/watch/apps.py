from django.apps import AppConfig


class WatchConfig(AppConfig):
    """Whether everything that must run does: the clock's heartbeat, and delays that staff know of."""

    name = "marketplace.watch"
    label = "watch"

from django.apps import AppConfig


class RoomConfig(AppConfig):
    """The deal room: pages that mix offers, contracts and payments."""

    name = "marketplace.room"
    label = "room"

"""What files are sent for."""

from django.db import models


class Purpose(models.TextChoices):
    """The key of a policy (`policies.py`), as the API and the table of uploads have it."""

    PAPER = "paper"
    PICTURE = "picture"
    DELIVERY = "delivery"
    IMPORT = "import"

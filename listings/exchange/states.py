"""States of an import and of its rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kit.transitions import Transitions


class Kind(models.TextChoices):
    """What a file holds."""

    AVAILS = "avails", _("Avails")
    OWN = "own", _("Monsoon's rights sheet")
    TITLES = "titles", _("A list of titles")


class ImportState(models.TextChoices):
    UPLOADED = "uploaded", _("Waiting for its columns")
    READING = "reading", _("Being read")
    CHECKED = "checked", _("Checked")
    PUBLISHING = "publishing", _("Being taken over")
    DONE = "done", _("Taken over")
    REFUSED = "refused", _("Refused")
    CANCELLED = "cancelled", _("Cancelled")


S = ImportState
MOVES = Transitions(
    {
        S.UPLOADED: frozenset({S.READING, S.CANCELLED}),
        S.READING: frozenset({S.CHECKED, S.REFUSED, S.CANCELLED}),
        S.CHECKED: frozenset({S.PUBLISHING, S.CANCELLED}),
        S.PUBLISHING: frozenset({S.DONE}),
        S.DONE: frozenset({S.PUBLISHING}),  # rows that were mended later
    }
)
RUNNING = (S.READING, S.PUBLISHING)


class Verdict(models.TextChoices):
    OK = "ok", _("Good")
    WARNING = "warning", _("Good, with a warning")
    ERROR = "error", _("Wrong")


class RowState(models.TextChoices):
    WAITING = "waiting", _("Not taken over yet")
    PUBLISHED = "published", _("Taken over")
    UNCHANGED = "unchanged", _("Nothing new in it")

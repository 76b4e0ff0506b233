"""States of a programme's listing and the moves between them; kinds of rights records."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ListingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Returned")
    TAKEN_DOWN = "taken_down", _("Taken down")


S = ListingState
MOVES: dict[ListingState, frozenset[ListingState]] = {
    S.DRAFT: frozenset({S.IN_REVIEW}),
    S.IN_REVIEW: frozenset({S.PUBLISHED, S.RETURNED, S.DRAFT}),
    S.RETURNED: frozenset({S.IN_REVIEW}),
    S.PUBLISHED: frozenset({S.TAKEN_DOWN}),
    S.TAKEN_DOWN: frozenset({S.IN_REVIEW}),
}


class Grade(models.TextChoices):
    """How a right that is taken stands to others: the plane of the exclusion constraint it fills."""

    EXCLUSIVE = "E", _("Exclusive")
    NON_EXCLUSIVE = "N", _("Non-exclusive")
    HOLDBACK = "H", _("Holdback")


class Purpose(models.TextChoices):
    """Why a right is taken."""

    LICENCE = "licence", _("Licence")
    RESERVATION = "reservation", _("Held for a signed deal")
    OPTION = "option", _("Option")
    EXTERNAL = "external", _("Licensed elsewhere")
    HOLDBACK = "holdback", _("Holdback")


class VersionKind(models.TextChoices):
    ORIGINAL = "original", _("Original sound")
    SUBTITLE = "sub", _("Subtitles")
    DUB = "dub", _("Dub")
    VOICE_OVER = "vo", _("Voice-over")
    MUSIC_EFFECTS = "me", _("Music and effects track")


class VersionState(models.TextChoices):
    READY = "ready", _("Ready")
    IN_WORK = "in_work", _("In work")
    ON_REQUEST = "on_request", _("On request")

"""States of a programme's listing and the moves between them; kinds of rights records."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kit.transitions import Transitions


class ListingState(models.TextChoices):
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("In review")
    PUBLISHED = "published", _("Published")
    RETURNED = "returned", _("Returned")
    TAKEN_DOWN = "taken_down", _("Taken down")


S = ListingState
MOVES = Transitions(
    {
        S.DRAFT: frozenset({S.IN_REVIEW}),
        S.IN_REVIEW: frozenset({S.PUBLISHED, S.RETURNED, S.DRAFT}),
        S.RETURNED: frozenset({S.IN_REVIEW}),
        S.PUBLISHED: frozenset({S.TAKEN_DOWN}),
        S.TAKEN_DOWN: frozenset({S.IN_REVIEW}),
    }
)


class RevisionState(models.TextChoices):
    """Of changes to a published listing. Waiting and returned ones are open: the seller goes on with them."""

    WAITING = "waiting", _("Waiting for review")
    RETURNED = "returned", _("Returned")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    ACCEPTED = "accepted", _("Accepted")


R = RevisionState
REVISION_MOVES = Transitions(
    {
        R.WAITING: frozenset({R.WAITING, R.RETURNED, R.WITHDRAWN, R.ACCEPTED}),
        R.RETURNED: frozenset({R.WAITING, R.WITHDRAWN}),
    }
)
OPEN_REVISION = (RevisionState.WAITING, RevisionState.RETURNED)


class Grade(models.TextChoices):
    """How a right that is taken stands to others: the plane of the exclusion constraint it fills.

    What exclusive and sole mean: `marketplace.vocabularies.grades`.
    """

    EXCLUSIVE = "S", _("Exclusive")
    SOLE = "E", _("Sole")
    NON_EXCLUSIVE = "N", _("Non-exclusive")
    HOLDBACK = "H", _("Holdback")
    OWN = "O", _("The owner's own use")
    TERM = "L", _("A term of the licence only")


# What a licence may be, and which of them nobody else may hold beside it.
LICENCE_GRADES = (Grade.EXCLUSIVE, Grade.SOLE, Grade.NON_EXCLUSIVE)
GRADES_OF_LICENCES = [(grade.value, grade.label) for grade in LICENCE_GRADES]
ONLY_ONE = frozenset({Grade.EXCLUSIVE, Grade.SOLE})


class Purpose(models.TextChoices):
    """Why a right is taken."""

    LICENCE = "licence", _("Licence")
    RESERVATION = "reservation", _("Held for a signed deal")
    OPTION = "option", _("Option")
    EXTERNAL = "external", _("Licensed elsewhere")
    HOLDBACK = "holdback", _("Holdback")
    MANDATE = "mandate", _("Mandate of an agent")
    OWN_USE = "own_use", _("Own use")


class Binds(models.TextChoices):
    """Whom a holdback binds: the licensor may not release elsewhere, or the licensee may not start before."""

    LICENSOR = "licensor", _("The licensor: nothing is released elsewhere")
    LICENSEE = "licensee", _("The licensee: does not start before the end")


class DatesShown(models.TextChoices):
    """To whom a seller shows until when a right is taken."""

    ALL = "all", _("Everybody")
    VERIFIED = "verified", _("Verified buyers")
    REQUEST = "request", _("Nobody: on request")


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

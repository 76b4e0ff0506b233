"""States of a contract and of its instalments, and the moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kit.transitions import Transitions


class ContractState(models.TextChoices):
    DRAWING_UP = "drawing_up", _("Being drawn up")
    TO_SIGN = "to_sign", _("To be signed")
    SIGNED = "signed", _("Signed")
    ACTIVE = "active", _("Licence active")
    LAPSED = "lapsed", _("Lapsed")


_S = ContractState
MOVES = Transitions(
    {
        _S.DRAWING_UP: frozenset({_S.TO_SIGN, _S.LAPSED}),
        _S.TO_SIGN: frozenset({_S.SIGNED, _S.LAPSED}),
        _S.SIGNED: frozenset({_S.ACTIVE}),
    }
)


class InstalmentState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    INVOICED = "invoiced", _("Invoiced")
    PAID = "paid", _("Paid")


INSTALMENT_MOVES = Transitions(
    {
        InstalmentState.PLANNED: frozenset({InstalmentState.INVOICED}),
        InstalmentState.INVOICED: frozenset({InstalmentState.PAID}),
    }
)


class MaterialKind(models.TextChoices):
    PROGRAMME = "programme", _("Programme, original version")
    SUBTITLES = "sub", _("Subtitles")
    DUB = "dub", _("Dub")
    VOICE_OVER = "vo", _("Voice-over")
    MUSIC_EFFECTS = "me", _("Music and effects track")
    SCRIPT = "script", _("Dialogue list")
    PICTURES = "pictures", _("Poster and stills")


class MaterialState(models.TextChoices):
    DUE = "due", _("To be delivered")
    DELIVERED = "delivered", _("To be checked")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused: to be delivered again")


class DeliveryMove(models.TextChoices):
    DELIVERED = "delivered", _("Delivered")
    ACCEPTED = "accepted", _("Accepted")
    REFUSED = "refused", _("Refused")


MATERIAL_MOVES = Transitions(
    {
        MaterialState.DUE: frozenset({MaterialState.DELIVERED}),
        MaterialState.REFUSED: frozenset({MaterialState.DELIVERED}),
        MaterialState.DELIVERED: frozenset({MaterialState.ACCEPTED, MaterialState.REFUSED}),
    }
)

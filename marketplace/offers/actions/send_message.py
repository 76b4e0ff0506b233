"""Say something in the deal's conversation."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record
from accounts.notices import tell
from marketplace.kit.problems import Problem
from marketplace.offers.actions.moves import NotYourMove
from marketplace.offers.models import Message, Offer
from marketplace.offers.policies import may_negotiate, side_of
from marketplace.offers.states import Side

LIMIT = 4000


class EmptyMessage(Problem):
    code = "empty_message"
    status = 422
    text = _("Write something first, up to 4,000 characters.")
    field = "text"


@transaction.atomic
def send_message(*, offer: Offer, text: str, by: Actor, at: datetime) -> Message:
    """Add a message to the conversation; the other side is told. Raises NotYourMove, EmptyMessage."""
    if not may_negotiate(by, offer):
        raise NotYourMove(by, offer)
    clean = text.replace("\x00", "").strip()
    if not clean or len(clean) > LIMIT:
        raise EmptyMessage
    message = Message.objects.create(offer=offer, organisation=by.organisation, author=by.user, text=clean, at=at)
    record(by=by, did="offers.message", what=offer, at=at, after={"message": message.pk})
    told = offer.seller if side_of(by, offer) == Side.BUYER else offer.buyer
    tell(
        told, "offers.message", at=at, url=f"/deal/{offer.public_id}/#conversation",
        programme=offer.programme.original_title, other=by.organisation.name_en, author=by.user.display_name,
    )  # fmt: skip
    return message

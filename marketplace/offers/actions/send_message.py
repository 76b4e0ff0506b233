"""Say something in the deal's conversation."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from accounts.actors import Actor
from accounts.audit import record_entry
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.problems import Problem
from marketplace.offers.actions.draft_notices import draft_for_other_side
from marketplace.offers.actions.moves import must_be_allowed_in
from marketplace.offers.models import Message, Offer

LIMIT = 4000


class EmptyMessage(Problem):
    code = "empty_message"
    status = 422
    text = _("Write something first, up to 4,000 characters.")
    field = "text"


def send_message(*, offer: Offer, text: str, by: Actor, at: datetime, client_key: str | None = None) -> Message:
    """Add a message to the conversation; the other side is told. The same `client_key` and text sent twice is one message. Raises NotYourMove, NotAllowedNow,
    EmptyMessage."""
    clean = text.replace("\x00", "").strip()
    if not clean or len(clean) > LIMIT:
        raise EmptyMessage
    try:
        with transaction.atomic():
            must_be_allowed_in(offer, "send_message", by)
            return add_message(offer, clean, by, at, client_key)
    except IntegrityError as error:
        found = offer.deal.messages.filter(client_key=client_key, author=by.user, text=clean).first()
        if found is None or violated_constraint(error) != "one_message_per_submission":
            raise
        return found


def add_message(offer: Offer, text: str, by: Actor, at: datetime, client_key: str | None) -> Message:
    """The new line, its trace and the other side's notice. A key that said something else before names nothing."""
    key = (
        None
        if client_key and offer.deal.messages.filter(client_key=client_key).exclude(text=text).exists()
        else client_key
    )
    message = Message.objects.create(
        deal=offer.deal, organisation=by.organisation, author=by.user, text=text, at=at, client_key=key
    )
    told = draft_for_other_side(offer, by, "offers.message", "conversation", author=by.user.display_name)
    record_entry(by=by, did="offers.message", what=offer, at=at, after={"message": message.pk}, tell=[told])
    return message

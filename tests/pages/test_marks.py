"""What the pages call optional: never what is refused when it is left empty."""

import re

from django.test import Client

from accounts.actors import Actor, Staff
from listings.models import Programme
from tests import factories
from tests.signing_in import enrol


def labels(who: Actor | Staff, address: str) -> dict[str, str]:
    """The words of each label of a page, by the field's id."""
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    client.cookies["django_language"] = "en"
    page = client.get(address).content.decode()
    found = re.findall(r'<label for="([^"]+)"[^>]*>(.*?)</label>', page, re.DOTALL)
    return {name: " ".join(re.sub("<[^>]*>", " ", words).split()) for name, words in found}


def test_a_signature_asks_for_name_and_password(programme: Programme, bo: Actor, ana: Actor) -> None:
    made = factories.contract(factories.offer(programme, bo), ana)
    enrol(bo.user)
    shown = labels(bo, f"/deal/{made.deal.public_id}/contract/")
    assert (shown["id_typed_name"], shown["id_password"]) == ("Type your name", "Your password, again")


def test_a_line_of_the_conversation_asks_for_its_text(programme: Programme, bo: Actor) -> None:
    offer = factories.offer(programme, bo)
    assert labels(bo, f"/deal/{offer.public_id}/")["id_text"] == "Message"


def test_rights_are_shown_of_the_programme_that_is_named(sam: Staff) -> None:
    assert labels(sam, "/staff/cases/")["id_title"] == "Programme"

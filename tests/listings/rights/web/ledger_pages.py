"""What the tests of the seller's rights pages share."""

import re

from django.test import Client
from django.urls import reverse

from accounts.actors import Actor, Staff
from listings.models import Programme


def client(of: Actor | Staff | None) -> Client:
    """A browser in which somebody is signed in, or nobody."""
    made = Client()
    if of:
        made.force_login(of.user)
    return made


def address(name: str, programme: Programme, *more: object) -> str:
    return reverse(f"listings:{name}", args=[programme.public_id, *more])


def near(page: str, field: str) -> str:
    """A control, or a group of them, and the messages behind it."""
    found = re.search(rf'<(\w+)[^>]*\sid="id_{field}"', page)
    assert found, field
    end = "</fieldset>" if found[1] == "fieldset" else "</div>"
    return page[found.start() : page.index(end, found.end())]

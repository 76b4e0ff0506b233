"""What every page says while a part of Monsoon does not work: what it means for the reader, never which server it is."""

from django.conf import settings
from django.utils.translation import gettext as _

from marketplace.demo.progress import progress
from marketplace.kit import storage
from marketplace.kit.guards import VALKEY
from marketplace.payments.stripe import client


def notices() -> list[str]:
    """Sentences for the top of the page; none while all is well. Asks nothing that could be slow."""
    said = []
    if settings.DEMO and (steps := progress()):
        said.append(
            _("The demo is loading: step %(done)s of %(all)s. Its people can sign in when it is loaded.")
            % {"done": steps[0], "all": steps[1]}
        )
    if storage.is_full():
        said.append(_("Our storage is full: Monsoon can be read, but nothing can be saved now."))
    if VALKEY.is_open:
        said.append(_("Mail, documents and confirmations take a little longer than usual. What you do is kept."))
    if client.limited.breaker.is_open:
        said.append(_("Card payments are slow at the moment. Bank transfers go on as usual."))
    return said

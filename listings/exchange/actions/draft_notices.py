"""Notices about an imported file."""

from accounts.notices import NoticeDraft, draft_for_person
from listings.exchange.models import Import
from marketplace.kit.pages import url_of


def draft_for_importer(batch: Import, kind: str) -> NoticeDraft:
    """For the member who uploaded it."""
    return draft_for_person(batch.user, kind, url=url_of(batch), of=batch.organisation, name=batch.name)

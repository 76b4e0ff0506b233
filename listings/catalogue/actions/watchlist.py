"""Keep an eye on a programme: open to every member, before verification too."""

from datetime import datetime

from accounts.actions.allowing import must_be_allowed
from accounts.actors import Actor
from listings.models import Programme, Watch


def watch(*, programme: Programme, by: Actor, at: datetime) -> None:
    """Put it on the organisation's list; twice is once."""
    must_be_allowed("watch", by)
    Watch.objects.get_or_create(programme=programme, organisation=by.organisation, defaults={"user": by.user, "at": at})


def unwatch(*, programme: Programme, by: Actor) -> None:
    """Take it off the list; twice is once."""
    must_be_allowed("unwatch", by)
    Watch.objects.visible_to(by).filter(programme=programme).delete()

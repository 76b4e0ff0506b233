"""Files whose time is over go: first nobody gets them, and a day later their bytes are deleted."""

from datetime import datetime, timedelta

from django.core.files.storage import default_storage

from marketplace.files.copies import drop_unused
from marketplace.files.models import StoredFile

# A backup that was begun before may still copy what its moment names.
GRACE = timedelta(days=1)


def erase_expired(*, at: datetime) -> int:
    """Delete the bytes of all whose time is over for a day; their rows stay, with the hash. Gives how many. Again is no error.

    Copies on this machine that nobody needed for a day go too.
    """
    gone = 0
    over = StoredFile.objects.filter(keep_until__lte=at - GRACE, erased_at=None)
    for file in over.iterator(chunk_size=100):
        default_storage.delete(file.place)
        StoredFile.objects.filter(pk=file.pk, erased_at=None).update(erased_at=at)
        gone += 1
    drop_unused(before=(at - GRACE).timestamp())
    return gone

"""What every page says while a part of Monsoon does not work: what it means for the reader, never which server it is."""

from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from accounts.places import OutageNotice
from marketplace.kit import storage
from marketplace.kit.guards import VALKEY
from marketplace.kit.slices import entries_of
from marketplace.tools.demo.progress import read_progress

# Children of the launcher whose absence a reader notices.
SLOW_WITHOUT = frozenset({"worker", "beat", "broker"})


def find_missing_children() -> frozenset[str]:
    """The launcher's children that do not run, as it has noted them; none where there is no launcher."""
    try:
        return frozenset((Path(settings.HOME) / "missing").read_text().split())
    except OSError:
        return frozenset()


def standing_notices() -> list[str]:
    """Sentences for the top of the page; none while all is well. Asks nothing that could be slow."""
    said, away = [], find_missing_children()
    if settings.DEMO and (steps := read_progress()):
        said.append(
            _("The demo is loading: step %(done)s of %(all)s. Its people can sign in when it is loaded.")
            % {"done": steps[0], "all": steps[1]}
        )
    if storage.is_full():
        said.append(_("Our storage is full: Monsoon can be read, but nothing can be saved now."))
    if VALKEY.is_open or away & SLOW_WITHOUT:
        said.append(_("Mail, documents and confirmations take a little longer than usual. What you do is kept."))
    said += [str(notice.text) for notice in entries_of(OutageNotice) if notice.is_out(away)]
    return said

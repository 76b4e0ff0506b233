"""Why a file cannot be had, or kept, now."""

from django.utils.translation import gettext_lazy as _

from marketplace.kit.problems import Problem


class FileGone(Problem):
    """Its time is over, or the store has it not."""

    code = "file_gone"
    status = 410
    text = _("This file is no longer kept, or cannot be found.")
    hint = _("Ask for it again where it came from. Our staff can say when it was removed.")


class StoreAway(Problem):
    """The store does not answer; nothing was changed."""

    code = "store_away"
    status = 503
    text = _("Files can be neither read nor stored at the moment. Nothing was changed.")
    hint = _("Try again in a minute.")

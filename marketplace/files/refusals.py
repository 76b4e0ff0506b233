"""Why a file cannot be had, or kept, now."""

from typing import Any

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


class UploadUnknown(Problem):
    """No upload of this person's: never begun, cancelled, used already, or its time is over."""

    code = "upload_unknown"
    status = 404
    text = _("This upload is not known, or is over.")
    hint = _("Choose the file again.")


class WrongOffset(Problem):
    """The piece does not begin where the one before it ended; `offset` is where."""

    code = "wrong_offset"
    text = _("%(offset)s bytes have arrived: the next piece must begin there.")

    def detail(self) -> dict[str, Any]:
        return {"offset": self.context["offset"]}


class PieceTooLong(Problem):
    code = "piece_too_long"
    status = 413
    text = _("This is more than was announced.")


class PieceDamaged(Problem):
    """Its bytes have not the checksum that was sent with them. The status is that of the tus protocol."""

    code = "piece_damaged"
    status = 460
    text = _("This piece was damaged on its way. Send it again.")


class UploadUnfinished(Problem):
    code = "upload_unfinished"
    text = _("This file has not arrived whole yet.")
    hint = _("Wait until it has, or choose it again.")


class UploadUsed(Problem):
    code = "upload_used"
    text = _("This file was sent already.")
    hint = _("Choose it again to send it once more.")


class TooManyUploads(Problem):
    code = "too_many_uploads"
    status = 429
    text = _("Too many files of your organisation are on their way.")
    hint = _("Wait until they have arrived, or cancel some. What nobody uses is removed after a day.")


class TooManyPieces(Problem):
    code = "too_many_pieces"
    text = _("This file comes in too many pieces. Begin again, with larger ones.")

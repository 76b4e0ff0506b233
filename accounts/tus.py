"""The tus protocol, version 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, termination, expiration, checksum.

The same requests at both doors: pages send them with a session, other systems with a token.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from accounts import actions
from accounts.actors import Actor
from marketplace.files.models import Upload
from marketplace.files.policies import POLICIES
from marketplace.files.uploads import find_upload
from marketplace.kit.problems import Invalid, Problem

VERSION = "1.0.0"
PIECE_TYPE = "application/offset+octet-stream"
ALGORITHMS = ("sha256", "sha1")
SHA256 = re.compile(r"[0-9a-f]{64}")
MAX_HEADER, MAX_DIGITS = 2000, 15
SUPPORTED = {
    "Tus-Resumable": VERSION,
    "Tus-Version": VERSION,
    "Tus-Extension": "creation,termination,expiration,checksum",
    "Tus-Max-Size": str(max(policy.max_bytes for policy in POLICIES.values())),
    "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
}


class OtherVersion(Problem):
    code = "other_version"
    status = 412
    text = _("Send the header “Tus-Resumable: %(version)s”.")


class BadHeader(Problem):
    """A header that cannot be read; its name stands in `field`."""

    code = "bad_header"
    status = 400
    text = _("The header %(name)s is missing or cannot be read.")


class NoPiece(Problem):
    code = "no_piece"
    status = 415
    text = _("Send pieces with the header “Content-Type: %(type)s”.")


def check_version(request: HttpRequest) -> None:
    """Raise OtherVersion for another protocol than ours."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise OtherVersion(version=VERSION)


def begin_upload(request: HttpRequest, by: Actor, address: str) -> HttpResponse:
    """Announce a file (POST). `address` is where uploads lie; the new one's is answered as Location.

    Upload-Metadata names the file (`filename`), what it is for (`purpose`) and, if known, its hash (`sha256`, in hex).
    """
    told, now = read_metadata(request), timezone.now()
    upload = actions.start_upload(
        policy=POLICIES[read_purpose(request)],
        name=told.get("filename", ""),
        size=read_number(request, "Upload-Length"),
        sha256=told.get("sha256", ""),
        by=by,
        at=now,
    )
    return make_answer(
        201, Location=f"{address}{upload.pk}/", **{"Upload-Expires": http_date(upload.expires_at.timestamp())}
    )


def tell_offset(pk: UUID, by: Actor) -> HttpResponse:
    """How much has arrived (HEAD): the next piece begins there. Raises UploadUnknown."""
    upload = find_own(pk, by, timezone.now())
    metadata = {"filename": upload.name, "purpose": upload.purpose}
    told = {"Upload-Offset": str(upload.offset), "Upload-Length": str(upload.size), "Cache-Control": "no-store"}
    told["Upload-Metadata"] = write_metadata(metadata)
    return make_answer(200, **told, **{"Upload-Expires": http_date(upload.expires_at.timestamp())})


def append_piece(request: HttpRequest, pk: UUID, by: Actor) -> HttpResponse:
    """The next piece (PATCH); the last one answers what is wrong with the file, if it is not taken."""
    now = timezone.now()
    upload = find_own(pk, by, now)
    if request.headers.get("Content-Type") != PIECE_TYPE:
        raise NoPiece(type=PIECE_TYPE)
    offset, checksum = read_number(request, "Upload-Offset"), request.headers.get("Upload-Checksum", "")
    if checksum and checksum.partition(" ")[0] not in ALGORITHMS:
        raise BadHeader(name="Upload-Checksum")
    arrived = actions.append_piece(upload=upload, offset=offset, source=request, checksum=checksum, by=by, at=now)
    expires = http_date(upload.expires_at.timestamp())
    return make_answer(204, **{"Upload-Offset": str(arrived), "Upload-Expires": expires})


def cancel_upload(pk: UUID, by: Actor) -> HttpResponse:
    """Forget it (DELETE)."""
    actions.cancel_upload(upload=find_own(pk, by, timezone.now()), by=by)
    return make_answer(204)


def find_own(pk: UUID, by: Actor, at: datetime) -> Upload:
    """The actor's own upload. Raises UploadUnknown."""
    return find_upload(pk, owner=by.organisation.pk, sender=by.user.pk, at=at)


def make_answer(status: int, **headers: str) -> HttpResponse:
    """An answer without a body."""
    return HttpResponse(status=status, headers={"Tus-Resumable": VERSION, **headers})


def read_purpose(request: HttpRequest) -> str:
    """What the file is for. Raises Invalid."""
    purpose = read_metadata(request).get("purpose", "")
    if purpose not in POLICIES:
        raise Invalid({"purpose": [str(_("Write one of these: %(known)s.") % {"known": ", ".join(POLICIES)})]})
    return purpose


def read_number(request: HttpRequest, name: str) -> int:
    """A header that is a number. Raises BadHeader."""
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) <= MAX_DIGITS):
        raise BadHeader(name=name)
    return int(text)


def read_metadata(request: HttpRequest) -> dict[str, str]:
    """Upload-Metadata: names and values in Base64, with commas between. Raises BadHeader."""
    text, found = request.headers.get("Upload-Metadata", ""), {}
    try:
        for pair in filter(None, text[:MAX_HEADER].split(",")):
            name, _space, value = pair.strip().partition(" ")
            found[name] = base64.b64decode(value, validate=True).decode()
    except (binascii.Error, ValueError) as unreadable:
        raise BadHeader(name="Upload-Metadata") from unreadable
    if "sha256" in found and not SHA256.fullmatch(found["sha256"]):
        raise BadHeader(name="Upload-Metadata")
    return found


def write_metadata(told: Mapping[str, str]) -> str:
    """The same, written."""
    return ",".join(f"{name} {base64.b64encode(value.encode()).decode()}" for name, value in told.items())

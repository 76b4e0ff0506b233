"""Take a picture in: opened, checked, re-encoded in two sizes; what was sent is not kept."""

import hashlib
import io
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

from accounts.actors import Actor
from listings.models import Artwork, Programme
from listings.programmes.actions.change_facts import change_facts, lock_listing
from listings.programmes.actions.save_programme import must_edit
from listings.programmes.queries.facts import Facts, picture_of, wanted_facts
from marketplace.files.accept import FileRefused, accept_file
from marketplace.files.arrived import use_up_file
from marketplace.files.keep import keep_bytes
from marketplace.files.kinds import WEBP
from marketplace.files.looks import NO_PICTURE, TooManyPixels, open_picture
from marketplace.files.policies import PICTURE

MAX_PIXELS = 60_000_000
MIN_WIDTH = 300
SIZES = {"large": 1200, "small": 360}


def add_artwork(*, programme: Programme, kind: str, file: "UploadedFile[bytes]", by: Actor, at: datetime) -> Artwork:
    """Keep a poster or still (JPEG, PNG or WebP, up to 15 MB) re-encoded as WebP; a new poster replaces the old one. A
    picture of a published programme waits for review.

    Raises MayNotList, FileRefused.
    """
    must_edit("add_artwork", programme, by)
    picture = read_picture(file)
    versions = {name: encode_picture(picture, width) for name, width in SIZES.items()}
    digest = hashlib.sha256(versions["large"]).hexdigest()
    with transaction.atomic():
        lock_listing(programme)
        use_up_file(file, at=at)
        wanted = wanted_facts(programme)["artworks"]
        made = Artwork.with_waiting.filter(programme=programme, sha256=digest).first()
        if made and made.pk in [one["id"] for one in wanted]:
            return made
        if made is None:
            made = Artwork(
                programme=programme,
                kind=kind if kind in Artwork.Kind.values else Artwork.Kind.STILL,
                sha256=digest,
                width=picture.width,
                height=picture.height,
                uploaded_by=by.user,
                uploaded_at=at,
                waiting=True,
            )
            keep_files(made, versions, programme.organisation_id)
        posters = made.kind == Artwork.Kind.POSTER
        kept = [one for one in wanted if not (posters and one["kind"] == Artwork.Kind.POSTER)]
        show_pictures(programme, [*kept, picture_of(made)], did="listings.add_artwork", by=by, at=at)
    return made


def keep_files(artwork: Artwork, versions: dict[str, bytes], owner: int) -> None:
    """Save the row with both sizes of its picture."""
    for name, content in versions.items():
        kept = keep_bytes(content, WEBP, f"{artwork.kind}-{name}.webp", "artwork", owner=owner, at=artwork.uploaded_at)
        setattr(artwork, name, kept)
    artwork.save(force_insert=True)


@transaction.atomic
def remove_artwork(*, artwork: Artwork, by: Actor, at: datetime) -> None:
    """Take a picture away; of a published programme when staff have agreed. Raises MayNotList."""
    programme = artwork.programme
    must_edit("remove_artwork", programme, by)
    lock_listing(programme)
    left = [one for one in wanted_facts(programme)["artworks"] if one["id"] != artwork.pk]
    show_pictures(programme, left, did="listings.remove_artwork", by=by, at=at)


def show_pictures(programme: Programme, wanted: list[Facts], *, did: str, by: Actor, at: datetime) -> None:
    """The programme's pictures are to be these, in the order in which they came."""
    change_facts(programme, {"artworks": sorted(wanted, key=lambda one: one["id"])}, did=did, by=by, at=at)


def read_picture(file: "UploadedFile[bytes]") -> Image.Image:
    """The picture, upright and in RGB. Raises FileRefused at `artwork`."""
    accepted = accept_file(file, PICTURE, field="artwork")
    try:
        picture = open_picture(accepted.file, ["JPEG", "PNG", "WEBP"], MAX_PIXELS)
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except TooManyPixels as large:
        why = _("This picture has too many pixels. Send one of at most 60 megapixels.")
        raise FileRefused(why, field="artwork") from large
    except NO_PICTURE as error:
        raise FileRefused(PICTURE.unwanted, field="artwork") from error
    if upright.width < MIN_WIDTH:
        why = _("This picture is too small: it must be at least 300 pixels wide.")
        raise FileRefused(why, field="artwork")
    return upright


def encode_picture(picture: Image.Image, width: int) -> bytes:
    """WebP, at most `width` pixels wide."""
    copy = picture.copy()
    copy.thumbnail((width, width * 2))
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()

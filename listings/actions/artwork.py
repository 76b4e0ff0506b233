"""Take a picture in: opened, checked, re-encoded in two sizes; what was sent is not kept."""

import hashlib
import io
import uuid
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from accounts.actors import Actor
from listings.actions.change_facts import change_facts, lock_listing
from listings.actions.save_programme import must_edit
from listings.models import Artwork, Programme
from listings.queries.facts import Facts, picture_of, wanted_facts
from marketplace.kit.problems import AtField

MAX_BYTES = 15 * 1024 * 1024
MAX_PIXELS = 60_000_000
MIN_WIDTH = 300
SIZES = {"large": 1200, "small": 360}


class ArtworkRefused(AtField):
    code = "artwork_refused"
    text = _("%(why)s")
    field = "artwork"


def add_artwork(*, programme: Programme, kind: str, file: "UploadedFile[bytes]", by: Actor, at: datetime) -> Artwork:
    """Keep a poster or still (JPEG, PNG or WebP, up to 15 MB) re-encoded as WebP; a new poster replaces the old one. A
    picture of a published programme waits for review.

    Raises MayNotList, ArtworkRefused.
    """
    must_edit("add_artwork", programme, by)
    picture = opened(file)
    versions = {name: encoded(picture, width) for name, width in SIZES.items()}
    digest = hashlib.sha256(versions["large"]).hexdigest()
    with transaction.atomic():
        lock_listing(programme)
        wanted = wanted_facts(programme)["artworks"]
        made = Artwork.with_waiting.filter(programme=programme, sha256=digest).first()
        if made and made.pk in [one["id"] for one in wanted]:
            return made
        if made is None:
            made = Artwork(
                programme=programme, kind=kind if kind in Artwork.Kind.values else Artwork.Kind.STILL, sha256=digest,
                width=picture.width, height=picture.height, uploaded_by=by.user, uploaded_at=at, waiting=True,
            )  # fmt: skip
            keep_files(made, versions)
        posters = made.kind == Artwork.Kind.POSTER
        kept = [one for one in wanted if not (posters and one["kind"] == Artwork.Kind.POSTER)]
        show_pictures(programme, [*kept, picture_of(made)], did="listings.add_artwork", by=by, at=at)
    return made


def keep_files(artwork: Artwork, versions: dict[str, bytes]) -> None:
    """Save the row with both sizes of its picture."""
    for name, content in versions.items():
        getattr(artwork, name).save(f"{uuid.uuid4().hex}-{name}.webp", ContentFile(content), save=False)
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


def opened(file: "UploadedFile[bytes]") -> Image.Image:
    """The picture, upright and in RGB. Raises ArtworkRefused."""
    if (file.size or 0) > MAX_BYTES:
        raise ArtworkRefused(why=_("This picture is larger than 15 MB. Send a smaller one."))
    try:
        picture = Image.open(io.BytesIO(file.read(MAX_BYTES + 1)), formats=["JPEG", "PNG", "WEBP"])
        if picture.width * picture.height > MAX_PIXELS:
            raise ArtworkRefused(why=_("This picture has too many pixels. Send one of at most 60 megapixels."))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ArtworkRefused(why=_("This file is not a picture we can read. Send JPEG, PNG or WebP.")) from error
    if upright.width < MIN_WIDTH:
        raise ArtworkRefused(why=_("This picture is too small: it must be at least 300 pixels wide."))
    return upright


def encoded(picture: Image.Image, width: int) -> bytes:
    """WebP, at most `width` pixels wide."""
    copy = picture.copy()
    copy.thumbnail((width, width * 2))
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()

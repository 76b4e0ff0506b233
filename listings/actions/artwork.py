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
from accounts.audit import record
from listings.actions.save_programme import must_edit
from listings.models import Artwork, Programme
from marketplace.kit.problems import Problem

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 60_000_000
LEAST_WIDTH = 300
SIZES = {"large": 1200, "small": 360}


class ArtworkRefused(Problem):
    code = "artwork_refused"
    status = 422
    text = _("%(why)s")
    field = "artwork"


def add_artwork(*, programme: Programme, kind: str, file: "UploadedFile[bytes]", by: Actor, at: datetime) -> Artwork:
    """Keep a poster or still (JPEG, PNG or WebP, up to 15 MB) re-encoded as WebP; a new poster replaces the old one.

    Raises MayNotList, ArtworkRefused.
    """
    must_edit("add_artwork", programme, by)
    picture = opened(file)
    versions = {name: encoded(picture, width) for name, width in SIZES.items()}
    digest = hashlib.sha256(versions["large"]).hexdigest()
    with transaction.atomic():
        if found := programme.artworks.filter(sha256=digest).first():
            return found
        if kind == Artwork.Kind.POSTER:
            programme.artworks.filter(kind=kind).delete()
        made = Artwork(
            programme=programme, kind=kind if kind in Artwork.Kind.values else Artwork.Kind.STILL, width=picture.width,
            height=picture.height, sha256=digest, uploaded_by=by.user, uploaded_at=at,
        )  # fmt: skip
        for name, content in versions.items():
            getattr(made, name).save(f"{uuid.uuid4().hex}-{name}.webp", ContentFile(content), save=False)
        made.save(force_insert=True)
        record(by=by, did="listings.add_artwork", what=made, at=at, after={"kind": made.kind, "sha256": digest})
    return made


def remove_artwork(*, artwork: Artwork, by: Actor, at: datetime) -> None:
    """Take a picture away. Raises MayNotList."""
    must_edit("remove_artwork", artwork.programme, by)
    record(by=by, did="listings.remove_artwork", what=artwork, at=at, before={"sha256": artwork.sha256})
    artwork.delete()


def opened(file: "UploadedFile[bytes]") -> Image.Image:
    """The picture, upright and in RGB. Raises ArtworkRefused."""
    if (file.size or 0) > MOST_BYTES:
        raise ArtworkRefused(why=_("This picture is larger than 15 MB. Send a smaller one."))
    try:
        picture = Image.open(io.BytesIO(file.read(MOST_BYTES + 1)), formats=["JPEG", "PNG", "WEBP"])
        if picture.width * picture.height > MOST_PIXELS:
            raise ArtworkRefused(why=_("This picture has too many pixels. Send one of at most 60 megapixels."))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise ArtworkRefused(why=_("This file is not a picture we can read. Send JPEG, PNG or WebP.")) from error
    if upright.width < LEAST_WIDTH:
        raise ArtworkRefused(why=_("This picture is too small: it must be at least 300 pixels wide."))
    return upright


def encoded(picture: Image.Image, width: int) -> bytes:
    """WebP, at most `width` pixels wide."""
    copy = picture.copy()
    copy.thumbnail((width, width * 2))
    out = io.BytesIO()
    copy.save(out, "WEBP", quality=82, method=4)
    return out.getvalue()

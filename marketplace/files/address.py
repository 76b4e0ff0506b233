"""Where the files lie, as FILES_URL says it. Read by the settings: nothing of Django is imported here."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

SCHEMES = {"s3": "https", "s3+http": "http"}
SHAPE = "FILES_URL must look like s3://key:secret@host/bucket?region=ap-southeast-1 (s3+http:// without TLS)"


def read_address(url: str, folder: Path) -> dict[str, Any]:
    """Django's entry for the store: `folder` on this disk, or a bucket of any S3. Raises ValueError."""
    if not url:
        return {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": str(folder)},
        }
    parts = urlsplit(url)
    bucket = parts.path.strip("/")
    if parts.scheme not in SCHEMES or not bucket or "/" in bucket or not parts.username or not parts.password:
        raise ValueError(SHAPE)
    place = parts.netloc.rpartition("@")[2]
    return {
        "BACKEND": "marketplace.files.s3.Bucket",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "bucket_name": bucket,
            # Without a host it is Amazon's own.
            "endpoint_url": f"{SCHEMES[parts.scheme]}://{place}" if place else None,
            "region_name": parse_qs(parts.query).get("region", ["us-east-1"])[0],
            "addressing_style": "path" if place else "virtual",
        },
    }

"""The store in a bucket of S3. Imported only where FILES_URL says so: its libraries are large."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from tempfile import SpooledTemporaryFile
from typing import Any

from boto3.exceptions import Boto3Error
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

MAX_IN_MEMORY = 1 << 20
# Checksums only where S3 demands them: not every server of that kind knows the newer ones, and we keep hashes ourselves.
CONNECTION = {
    "connect_timeout": 5,
    "read_timeout": 30,
    "retries": {"max_attempts": 3, "mode": "standard"},
    "signature_version": "s3v4",
    "request_checksum_calculation": "when_required",
    "response_checksum_validation": "when_required",
}


class StoreUnreachable(OSError):
    """The bucket does not answer, or refuses us."""


class Bucket(S3Storage):  # type: ignore[misc]  # the package carries no types
    """Private objects, never written over; what goes wrong is an OSError, as on a disk."""

    def __init__(self, **options: Any) -> None:
        style = options.pop("addressing_style", "path")
        fixed = {
            "default_acl": None,
            "file_overwrite": False,
            "client_config": Config(s3={"addressing_style": style}, **CONNECTION),
        }
        super().__init__(**options, **fixed)

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        """Fetched whole, now: had the answer begun, nobody could be told what is wrong."""
        fetched = SpooledTemporaryFile(max_size=MAX_IN_MEMORY)  # noqa: SIM115 -- whoever opens it closes it
        with as_of_a_disk():
            body = self.connection.meta.client.get_object(Bucket=self.bucket_name, Key=name)["Body"]
            shutil.copyfileobj(body, fetched)
        fetched.seek(0)
        return File(fetched, name)

    def _save(self, name: str, content: "File[Any]") -> str:
        with as_of_a_disk():
            return str(super()._save(name, content))

    def delete(self, name: str) -> None:
        """No error where there is none."""
        with as_of_a_disk():
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Is there an object of this name?"""
        with as_of_a_disk():
            return bool(super().exists(name))


@contextmanager
def as_of_a_disk() -> Iterator[None]:
    """Within, what S3 or the way to it refuses is raised as an OSError."""
    try:
        yield
    except ClientError as error:
        missing = error.response["ResponseMetadata"]["HTTPStatusCode"] == HTTPStatus.NOT_FOUND
        raise (FileNotFoundError if missing else StoreUnreachable)(str(error)) from error
    except (Boto3Error, BotoCoreError) as error:
        raise StoreUnreachable(str(error)) from error

"""A real S3 server on a folder, for tests. It has their clock: what is signed at another time is refused."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError

KEY, SECRET, BUCKET = "tests", "not-secret-at-all", "monsoon"


@dataclass
class Server:
    """A running server; `url` is what FILES_URL says."""

    process: subprocess.Popen[bytes]
    port: int
    folder: Path

    @property
    def url(self) -> str:
        return f"s3+http://{KEY}:{SECRET}@127.0.0.1:{self.port}/{BUCKET}"

    def stop(self) -> None:
        self.process.kill()
        self.process.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def serving(folder: Path) -> Iterator[Server]:
    """A server with an empty bucket, until the block ends. Waits until it answers."""
    port = free_port()
    folder.mkdir(parents=True, exist_ok=True)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.clock", "nanio", "serve", "--data-dir", str(folder), "--host", "127.0.0.1", "--port", str(port)],
        env={**os.environ, "NANIO_ACCESS_KEY": KEY, "NANIO_SECRET_KEY": SECRET},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(process, port, folder)
    try:
        make_bucket(server)
        yield server
    finally:
        server.stop()


def make_bucket(server: Server) -> None:
    """Asked until the server is there, or has ended."""
    client = boto3.client(
        "s3", endpoint_url=f"http://127.0.0.1:{server.port}", aws_access_key_id=KEY, aws_secret_access_key=SECRET,
        region_name="us-east-1", config=Config(retries={"max_attempts": 0}, connect_timeout=1),
    )  # fmt: skip
    while server.process.poll() is None:
        try:
            client.create_bucket(Bucket=BUCKET)
            return
        except BotoCoreError:
            continue
    raise RuntimeError("the S3 server ended")

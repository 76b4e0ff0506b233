"""A backup's folder: what lies where in it, its manifest, and whether it is whole.

database.dump    PostgreSQL's own archive of one moment (pg_dump)
files/           what members uploaded and what was drawn up and sealed
authority/       the certificate authority that the seals hang on
home/            small files beside them: the demo's mark and log-ins, the Stripe sandbox's data
secrets.json     keys of the home: whoever has a backup has the market
manifest.json    written last: market, moment, rows by table, files with their SHA-256
"""

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

FORMAT = 1
DUMP, FILES, AUTHORITY, BESIDE, SECRETS = "database.dump", "files", "authority", "home", "secrets.json"
MANIFEST = "manifest.json"


class Damaged(Exception):
    """A backup that is not whole; the text names what is wrong."""


@dataclass
class Manifest:
    """What a backup holds. `rows` by table and `missing` (files that the database names and nobody has) are of its moment."""

    made_at: str
    market: str
    schema: list[str]
    rows: dict[str, int]
    sha256: dict[str, str] = field(default_factory=dict)
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Last of all: a backup without it was broken off."""
        (folder / MANIFEST).write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False))


def read_manifest(folder: Path) -> Manifest:
    """Raises Damaged when it is missing, unreadable or of a later version."""
    try:
        found = json.loads((folder / MANIFEST).read_text())
        if found["format"] != FORMAT:
            raise Damaged(f"{folder} was made by a version that this one does not know.")
        return Manifest(**found)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise Damaged(f"{folder} is no whole backup: {MANIFEST} cannot be read ({error}).") from error


def check_whole(folder: Path) -> Manifest:
    """The manifest of a backup whose every file is there as it was written. Raises Damaged with the first few others."""
    manifest = read_manifest(folder)
    wrong = [name for name, digest in manifest.sha256.items() if digest_of(folder / name) != digest]
    if wrong:
        raise Damaged(
            f"{folder} is damaged: {len(wrong)} files are missing or changed, such as {', '.join(wrong[:5])}."
        )
    return manifest


def hash_files(folder: Path) -> dict[str, str]:
    """SHA-256 of each file in the folder but the manifest, by its path in it."""
    return {str(path.relative_to(folder)): digest_of(path) for path in files_in(folder) if path.name != MANIFEST}


def digest_of(path: Path) -> str:
    """SHA-256 of a file; empty where there is none."""
    if not path.is_file():
        return ""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def files_in(folder: Path) -> Iterator[Path]:
    """All files below the folder, in order."""
    return (path for path in sorted(folder.rglob("*")) if path.is_file())


def copy_tree(source: Path, target: Path) -> None:
    """Copy a folder that may be missing; a file that goes meanwhile is left out."""
    for path in files_in(source):
        copy_file(path, target / path.relative_to(source))


def copy_file(source: Path, target: Path) -> None:
    """Copy a file, unless it is gone, with folders that only we may enter."""
    make_folder(target.parent)
    if source.is_file():
        shutil.copy2(source, target)


def make_folder(folder: Path) -> None:
    """The folder and those above it, where only we may enter."""
    for missing in reversed(missing_folders(folder)):
        missing.mkdir(mode=0o700)


def missing_folders(folder: Path) -> list[Path]:
    """The folder and those above it that are not there, the deepest first."""
    return [path for path in (folder, *folder.parents) if not path.exists()]


def absent_files(names: Iterable[str], folder: Path) -> list[str]:
    """Which of the names are no files in the folder."""
    return sorted({name for name in names if not (folder / name).is_file()})

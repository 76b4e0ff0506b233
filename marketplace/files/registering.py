"""For migrations: columns that named a file of the store come to refer to the table of files."""

import hashlib
from collections.abc import Mapping
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.storage import default_storage
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation

from marketplace.files.accept import find_kind_like
from marketplace.files.kinds import BINARY, KINDS, Kind

# Rows that may never change are told again what the file's row says, while their guards stand aside.
RETURN = """
alter table {table} disable trigger user;
update {table} t set {told} from {table} same left join files_storedfile f on f.place = same.{column} where same.id = t.id;
alter table {table} enable trigger user;
"""


def build_reference(column: str, **options: Any) -> "models.ForeignKey[Any, Any]":
    """The field that names a file by its place, in the column where its place stood before."""
    fixed: dict[str, Any] = {"to_field": "place", "db_column": column, "db_index": False, "related_name": "+"}
    return models.ForeignKey("files.StoredFile", models.PROTECT, **fixed, **options)


def refer_to_files(model: str, table: str, column: str, field: models.Field[Any, Any], rows: str) -> list[Operation]:
    """The column names a row of the table of files from now on. `rows`: place, organisation, name, size and hash of what it
    names; a size or hash of NULL is told from the store."""
    steps: list[Operation] = []
    if field.null:
        steps = [
            migrations.AlterField(model, column, models.FileField(null=True, upload_to="")),
            migrations.RunSQL(empty_as("nullif", table, column), empty_as("coalesce", table, column)),
        ]
    return [
        *steps,
        migrations.RunPython(partial(register_named_files, rows), migrations.RunPython.noop),
        migrations.AlterField(model, column, field),
    ]


def empty_as(function: str, table: str, column: str) -> str:
    """No file is NULL, and was an empty text. Changing the column's type runs no trigger."""
    return f"alter table {table} alter column {column} type varchar(100) using {function}({column}, '')"


def drop_told_fields(
    model: str, table: str, column: str, told: Mapping[str, tuple[models.Field[Any, Any], str]]
) -> list[Operation]:
    """Fields that the file's row says now go; the way back fills them from it. `told`: field as it was, value of `f`."""
    values = ", ".join(f"{name} = {value}" for name, (_field, value) in told.items())
    steps: list[Operation] = []
    for name, (was, _value) in told.items():
        optional = was.clone()
        optional.null = True
        steps.append(migrations.AlterField(model, name, optional))
    steps.append(migrations.RunSQL("", RETURN.format(table=table, told=values, column=column)))
    return [*steps, *(migrations.RemoveField(model, name) for name in told)]


def register_named_files(rows: str, apps: Any, editor: BaseDatabaseSchemaEditor) -> None:
    """Write into the table what `rows` name and it has not yet; of what is missing in the store nothing more is known."""
    files = apps.get_model("files", "StoredFile").objects
    with editor.connection.cursor() as cursor:
        cursor.execute(rows)
        for place, owner, name, size, digest in cursor.fetchall():
            if place and not files.filter(place=place).exists():
                kind, found_size, found_digest = look_into(place)
                files.create(
                    place=place,
                    owner_id=owner,
                    name=(name or PurePath(place).name)[-200:],
                    kind=kind.key,
                    size=found_size if size is None else size,
                    sha256=digest or found_digest,
                )
        cursor.execute("set constraints all immediate")


def look_into(place: str) -> tuple[Kind, int, str]:
    """Its kind, size and hash."""
    ours = KINDS.get(PurePath(place).suffix[1:].lower())
    try:
        with default_storage.open(place, "rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return ours or find_kind_like(file, KINDS.values()) or BINARY, file.size, digest
    except OSError:
        return ours or BINARY, 0, ""

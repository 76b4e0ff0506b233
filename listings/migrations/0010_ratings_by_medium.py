"""Television's classes get their own system: they stood among the cinema's."""

from typing import Any

from django.db import migrations

TELEVISION = {("ID", "LSF", "A"): "KPI"} | {("PH", "MTRCB", value): "MTRCB-TV" for value in ("SPG", "G-TV", "PG-TV")}


def rename(apps: Any, moves: dict[tuple[str, str, str], str]) -> None:
    for (territory, system, value), other in moves.items():
        apps.get_model("listings", "Rating").objects.filter(territory=territory, system=system, value=value).update(
            system=other
        )


def part(apps: Any, schema_editor: Any) -> None:
    rename(apps, TELEVISION)


def join(apps: Any, schema_editor: Any) -> None:
    rename(apps, {(territory, other, value): system for (territory, system, value), other in TELEVISION.items()})


class Migration(migrations.Migration):
    dependencies = [("listings", "0009_unknown_origin")]

    operations = [migrations.RunPython(part, join)]

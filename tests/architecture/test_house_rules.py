"""Rules said twice became tests."""

import ast
from functools import cache
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from marketplace.celery import app

ROOT = Path(__file__).resolve().parent.parent.parent
SLICES = ("accounts", "listings", "marketplace/offers", "marketplace/contracts", "marketplace/payments")
CODE = [
    path
    for top in ("accounts", "listings", "marketplace")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "migrations" not in path.parts
]
DOORS = [p for p in CODE if any(part in {"web", "api"} for part in p.parts)]
MAX_LINES, MAX_FUNCTION_LINES = 400, 60
# Doors that make rows reachable by other means than an actor: public pages, own account pages, tokens in links.
OPEN_QUERYSETS = (".visible_to(", ".public()", ".owned_by(", "offer=offer")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@cache
def functions(path: Path) -> list[ast.FunctionDef]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, ast.FunctionDef)]


def test_files_and_functions_stay_short() -> None:
    assert [name(path) for path in CODE if path.read_text(encoding="utf-8").count("\n") > MAX_LINES] == []
    long = [
        f"{name(path)}: {node.name}"
        for path in CODE
        for node in functions(path)
        if (node.end_lineno or 0) - node.lineno > MAX_FUNCTION_LINES
    ]
    assert long == []


def test_limits_are_named_max_and_min() -> None:
    """MAX_ROWS, MIN_WIDTH: one word for one thing."""
    others = ("MOST", "LEAST", "LARGEST", "SMALLEST", "LONGEST", "SHORTEST", "HIGHEST", "LOWEST")
    assert [
        f"{name(path)}:{node.lineno}: {node.id}"
        for path in CODE
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id.split("_")[0] in others
    ] == []


def unexplained_imports(path: Path) -> list[str]:
    """Imports inside of functions whose line does not say why."""
    lines = path.read_text(encoding="utf-8").splitlines()
    inner = [n for f in functions(path) for n in ast.walk(f) if isinstance(n, ast.Import | ast.ImportFrom)]
    return [f"{name(path)}:{n.lineno}" for n in inner if "--" not in lines[n.lineno - 1]]


def test_imports_stand_at_the_top() -> None:
    assert [place for path in CODE if path.name != "apps.py" for place in unexplained_imports(path)] == []


def queued_names() -> set[str]:
    """Every task that some code queues by name."""
    names = set()
    for path in CODE:
        for node in ast.walk(parsed(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "enqueue":
                names |= {
                    n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
    return names


def test_every_job_that_is_queued_exists() -> None:
    assert queued_names() <= set(app.tasks.keys())
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks.keys())


def unguarded_reads(path: Path) -> list[str]:
    """Lines that read what belongs to somebody without saying for whom."""
    guarded = {"Offer", "Contract", "Instalment", "Programme", "RightIn", "RightOut", "Organisation"}
    lines = path.read_text(encoding="utf-8").splitlines()
    reads = [n for n in ast.walk(parsed(path)) if isinstance(n, ast.Attribute) and n.attr == "objects"]
    numbers = [n.lineno for n in reads if getattr(n.value, "id", "") in guarded]
    return [f"{name(path)}:{n}" for n in numbers if not any(way in lines[n - 1] for way in OPEN_QUERYSETS)]


def test_doors_fetch_deals_only_as_the_actor_may_see_them() -> None:
    pages = [p for p in DOORS if p.parts[-2] == "web" or p.name == "views.py"]
    assert [place for path in pages for place in unguarded_reads(path)] == []


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_money_is_whole_minor_units() -> None:
    ours = [m for m in apps.get_models() if m.__module__.split(".")[0] in {"accounts", "listings", "marketplace"}]
    kinds = {type(field) for model in ours for field in model._meta.get_fields()}
    assert not kinds & {models.FloatField, models.DecimalField}

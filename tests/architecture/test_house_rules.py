"""Rules said twice became tests."""

import ast
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from accounts.notices import WORDINGS
from marketplace.celery import app

ROOT = Path(__file__).resolve().parent.parent.parent
SLICES = ("accounts", "listings", "marketplace/offers", "marketplace/contracts", "marketplace/payments")
CODE = [
    path
    for top in ("accounts", "listings", "marketplace")
    for path in sorted((ROOT / top).rglob("*.py"))
    if "migrations" not in path.parts
]
DOORS = [p for p in CODE if any(part in {"web", "api", "room"} for part in p.parts)]
MOST_LINES, MOST_FUNCTION_LINES = 400, 60
# Doors that make rows reachable by other means than an actor: public pages, own account pages, tokens in links.
OPEN_QUERYSETS = (".visible_to(", ".public()", ".owned_by(")


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", CODE, ids=name)
def test_files_and_functions_stay_short(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= MOST_LINES
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            assert (node.end_lineno or 0) - node.lineno <= MOST_FUNCTION_LINES, f"{name(path)}: {node.name}"


@pytest.mark.parametrize("path", CODE, ids=name)
def test_imports_stand_at_the_top(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.FunctionDef):
            continue
        inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
        lines = path.read_text(encoding="utf-8").splitlines()
        unexplained = [n for n in inner if "--" not in lines[n.lineno - 1] and path.name != "apps.py"]
        assert not unexplained, f"{name(path)}:{unexplained[0].lineno}"


def queued_names() -> set[str]:
    """Every task that some code queues by name."""
    names = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "enqueue":
                names |= {
                    n.value for n in ast.walk(node.args[0]) if isinstance(n, ast.Constant) and isinstance(n.value, str)
                }
    return names


def test_every_job_that_is_queued_exists() -> None:
    assert queued_names() <= set(app.tasks.keys())
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks.keys())


def told_kinds() -> set[str]:
    """Every kind of notice that some action sends."""
    kinds = set()
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and getattr(node.func, "id", "") in {"tell", "tell_people"}
                and len(node.args) > 1
            ):
                kind = node.args[1]
                if isinstance(kind, ast.Constant):
                    kinds.add(kind.value)
    return kinds


def test_every_notice_has_words() -> None:
    assert told_kinds() <= WORDINGS.keys()


@pytest.mark.parametrize("path", [p for p in DOORS if p.parts[-2] in {"web", "room"} or p.name == "views.py"], ids=name)
def test_doors_fetch_deals_only_as_the_actor_may_see_them(path: Path) -> None:
    guarded = {"Offer", "Contract", "Instalment", "Programme", "RightIn", "RightOut", "Organisation"}
    text = path.read_text(encoding="utf-8")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Attribute) and node.attr == "objects" and getattr(node.value, "id", "") in guarded:
            line = text.splitlines()[node.lineno - 1]
            assert any(way in line for way in OPEN_QUERYSETS) or "offer=offer" in line, f"{name(path)}:{node.lineno}"


@pytest.mark.django_db
def test_models_and_migrations_agree() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_money_is_whole_minor_units() -> None:
    ours = [m for m in apps.get_models() if m.__module__.split(".")[0] in {"accounts", "listings", "marketplace"}]
    kinds = {type(field) for model in ours for field in model._meta.get_fields()}
    assert not kinds & {models.FloatField, models.DecimalField}

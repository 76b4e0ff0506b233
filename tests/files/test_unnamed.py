"""Bytes that no row names are removed after a week, and never anything else."""

import os
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.actors import Actor
from marketplace.celery import app
from marketplace.files import unnamed
from marketplace.files.accept import accept_file
from marketplace.files.keep import keep_file
from marketplace.files.models import StoredFile, Upload
from marketplace.files.policies import PAPER
from marketplace.files.states import Purpose
from tests.accounts.papers import pdf
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_store() -> None:
    """The store of this process is shared: what other tests left there goes."""
    for place in [*unnamed.walk_store("")]:
        default_storage.delete(place)


def keep(ana: Actor) -> StoredFile:
    return keep_file(accept_file(pdf(), PAPER), "organisations", owner=ana.organisation.pk, at=NOW)


def put(place: str, days: float) -> str:
    """Bytes without a row, so many days old."""
    name = default_storage.save(place, ContentFile(b"bytes"))
    age(name, days)
    return name


def age(place: str, days: float) -> None:
    at = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(place), (at, at))


def left() -> set[str]:
    return {*unnamed.walk_store("")}


def test_what_a_rolled_back_transaction_left_goes_after_a_week_and_what_a_row_names_stays(ana: Actor) -> None:
    kept = keep(ana)
    with transaction.atomic():
        lost = keep(ana)
        transaction.set_rollback(True)
    for file in (kept, lost):
        age(file.place, 8)
    young, old = put("rights/young.pdf", 6), put("deep/in/here.pdf", 8)
    assert (unnamed.remove_unnamed(at=timezone.now()), left()) == (2, {kept.place, young})
    assert old not in left()
    assert unnamed.remove_unnamed(at=timezone.now()) == 0
    assert Path(kept.path).exists()


def test_pieces_that_are_on_their_way_stay(ana: Actor) -> None:
    piece = put("arriving/piece", 8)
    Upload.objects.create(
        owner=ana.organisation, sender=ana.user, purpose=Purpose.PAPER, name="a.pdf", size=10, offset=5, pieces=[piece],
        began_at=NOW, expires_at=NOW + timedelta(days=1),
    )  # fmt: skip
    assert (unnamed.remove_unnamed(at=timezone.now()), left()) == (0, {piece})


def test_a_store_of_another_market_is_left_alone(ana: Actor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unnamed, "FEW", 2)
    places = {put(f"rights/{number}.pdf", 8) for number in range(3)}
    assert (unnamed.remove_unnamed(at=timezone.now()), left()) == (0, places)


def test_the_nightly_job_removes(ana: Actor) -> None:
    put("rights/one.pdf", 8)
    app.tasks["files.remove_unnamed"]()
    assert left() == set()

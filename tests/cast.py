"""The cast, always the same: Ana (producer, owner), Bo (platform, owner), Cy (a rival platform), Di (Ana's colleague who
only looks), Eve (signed out, so: None). A plugin: `tests.cast`.

Modules that only look at what is there share one world (`shared_db`, `shared_cast`): it is made once, and each test leaves
it as it was.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import transaction

from accounts.actors import Actor, Staff
from accounts.models import Organisation
from accounts.roles import Role
from accounts.states import OrganisationKind
from listings.models import Programme
from tests import factories
from tests.worlds import shareable


def make_saphan() -> Organisation:
    return factories.organisation("Saphan Pictures", name_local="สะพาน พิคเจอร์ส", name_language="th")


def make_ana(saphan: Organisation) -> Actor:
    return factories.actor("Ana Srisai", saphan, Role.OWNER)


def make_di(saphan: Organisation) -> Actor:
    return factories.actor("Di Thongdee", saphan, Role.VIEWER)


def make_bo() -> Actor:
    org = factories.organisation(
        "Yunfan Video", territory="CN", kinds=[OrganisationKind.PLATFORM], name_local="云帆视频"
    )
    return factories.actor("Bo Lin", org, Role.OWNER, language="zh-hans")


def make_cy() -> Actor:
    org = factories.organisation("NusaPlay", territory="ID", kinds=[OrganisationKind.PLATFORM])
    return factories.actor("Cy Hartono", org, Role.OWNER)


def make_programme(ana: Actor) -> Programme:
    """Ana's published series with all rights in the fifteen home territories for ten years."""
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made)
    return made


@pytest.fixture
@shareable
def saphan(db: None) -> Organisation:
    return make_saphan()


@pytest.fixture
@shareable
def ana(saphan: Organisation) -> Actor:
    return make_ana(saphan)


@pytest.fixture
@shareable
def di(saphan: Organisation) -> Actor:
    return make_di(saphan)


@pytest.fixture
@shareable
def bo(db: None) -> Actor:
    return make_bo()


@pytest.fixture
@shareable
def cy(db: None) -> Actor:
    return make_cy()


@pytest.fixture
def eve() -> None:
    """Nobody: signed out."""


@pytest.fixture
@shareable
def sam(db: None) -> Staff:
    return factories.staff("Sam Staff")


@pytest.fixture
@shareable
def programme(ana: Actor) -> Programme:
    return make_programme(ana)


@pytest.fixture(scope="module")
def shared_db(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Rows that all tests of a module find: each test's own changes are taken back, these go after the last one."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@dataclass(frozen=True)
class Cast:
    """Everybody, and Ana's programme."""

    ana: Actor
    di: Actor
    bo: Actor
    cy: Actor
    sam: Staff
    programme: Programme
    eve: None = None


@pytest.fixture(scope="module")
def shared_cast(shared_db: None) -> Cast:
    ana = make_ana(make_saphan())
    di = make_di(ana.organisation)
    return Cast(ana, di, make_bo(), make_cy(), factories.staff("Sam Staff"), make_programme(ana))

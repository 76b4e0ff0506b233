"""The cast, always the same: Ana (producer, owner), Bo (platform, owner), Cy (a rival platform), Di (Ana's colleague who
only looks), Eve (signed out, so: None). A plugin: `tests.cast`."""

import pytest

from accounts.actors import Actor, Staff
from accounts.models import Organisation
from accounts.roles import Role
from accounts.states import OrganisationKind
from listings.models import Programme
from tests import factories


@pytest.fixture
def saphan(db: None) -> Organisation:
    return factories.organisation("Saphan Pictures", name_local="สะพาน พิคเจอร์ส", name_language="th")


@pytest.fixture
def ana(saphan: Organisation) -> Actor:
    return factories.actor("Ana Srisai", saphan, Role.OWNER)


@pytest.fixture
def di(saphan: Organisation) -> Actor:
    return factories.actor("Di Thongdee", saphan, Role.VIEWER)


@pytest.fixture
def bo(db: None) -> Actor:
    org = factories.organisation(
        "Yunfan Video", territory="CN", kinds=[OrganisationKind.PLATFORM], name_local="云帆视频"
    )
    return factories.actor("Bo Lin", org, Role.OWNER, language="zh-hans")


@pytest.fixture
def cy(db: None) -> Actor:
    org = factories.organisation("NusaPlay", territory="ID", kinds=[OrganisationKind.PLATFORM])
    return factories.actor("Cy Hartono", org, Role.OWNER)


@pytest.fixture
def eve() -> None:
    """Nobody: signed out."""


@pytest.fixture
def sam(db: None) -> Staff:
    return factories.staff("Sam Staff")


@pytest.fixture
def programme(ana: Actor) -> Programme:
    """Ana's published series with all rights in the fifteen home territories for ten years."""
    made = factories.programme(ana.organisation, ana.user)
    factories.right_in(made)
    return made

"""Another seller, and a second member of staff."""

import pytest

from accounts.actors import Actor, Staff
from accounts.roles import Role
from tests import factories


@pytest.fixture
def rival(db: None) -> Actor:
    return factories.actor("Rin Rival", factories.organisation("Rival Films"), Role.OWNER)


@pytest.fixture
def mei(db: None) -> Staff:
    return factories.staff("Mei Staff")

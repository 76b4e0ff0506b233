from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions.seal import seal
from marketplace.contracts.agreement import agreement_hash, render_agreement
from marketplace.contracts.documents.authority import open_authority
from marketplace.contracts.documents.schema import ContractDocument, Title
from marketplace.contracts.documents.signing import check_signatures
from marketplace.contracts.filed import newest_file
from marketplace.contracts.models import Contract
from tests import factories
from tests.factories import NOW


@pytest.fixture
def made(programme: Programme, ana: Actor, bo: Actor, settings: Settings, tmp_path: Path) -> Contract:
    """Bo's offer, accepted by Ana, with documents and keys of this test only."""
    settings.MEDIA_ROOT, settings.AUTHORITY_FOLDER = tmp_path / "media", tmp_path / "authority"
    return factories.contract(factories.offer(programme, bo), ana)


def test_the_agreement_says_what_the_offer_said(made: Contract, programme: Programme) -> None:
    said = ContractDocument.from_json(made.agreed)
    assert (said.number, said.date, said.controlling_language) == (made.number, "2026-11-23", "en")
    assert (said.licensor.name_en, said.licensor.name_local) == ("Saphan Pictures", "สะพาน พิคเจอร์ส")
    assert (said.licensee.name_en, said.licensee.territory) == ("Yunfan Video", "CN")
    assert said.programme.public_id == programme.public_id
    assert said.programme.titles == (Title("th", "ห้องแถวริมน้ำ"), Title("en", "The Shophouse by the River"))
    assert [(grant.media, grant.territories) for grant in said.grants] == [(("SVOD", "AVOD"), ("CN", "TH", "VN"))]
    assert (said.period_start, said.period_end, said.grade) == ("2027-03-01", "2029-03-01", "E")
    assert (said.fee_minor, said.currency, said.commission_basis_points) == (16_500_000, "USD", 1000)
    assert [(row.amount_minor, row.due_rule, row.due_on) for row in said.instalments] == [
        (8_250_000, "signature", "2026-11-30"),
        (8_250_000, "days60", "2027-01-22"),
    ]


def test_the_stored_data_still_has_the_hash_that_was_agreed(made: Contract) -> None:
    made.refresh_from_db()
    assert agreement_hash(made.agreed) == made.agreed_sha256


def test_the_stored_document_can_be_drawn_again_to_the_byte(made: Contract) -> None:
    made.refresh_from_db()
    assert sha256(render_agreement(made.agreed)).hexdigest() == made.document_sha256


def test_a_name_changed_later_does_not_reach_the_agreement(made: Contract, ana: Actor) -> None:
    ana.organisation.name_en = "Renamed Pictures"
    ana.organisation.save()
    made.refresh_from_db()
    assert made.agreed["licensor"]["name_en"] == "Saphan Pictures"


def test_both_signatures_are_sealed_each_on_its_side(made: Contract, ana: Actor, bo: Actor, settings: Settings) -> None:
    factories.sign(made, bo, NOW + timedelta(hours=1))
    seal(contract=made, at=NOW + timedelta(hours=2))
    factories.sign(made, ana, NOW + timedelta(hours=3))
    seal(contract=made, at=NOW + timedelta(hours=4))
    made.refresh_from_db()
    checks = check_signatures(newest_file(made)[0].read(), open_authority(settings.AUTHORITY_FOLDER))
    assert [(c.name, c.side, c.stamped_at, c.intact, c.trusted, c.entire) for c in checks] == [
        ("Bo Lin", "licensee", NOW + timedelta(hours=2), True, True, True),
        ("Ana Srisai", "licensor", NOW + timedelta(hours=4), True, True, True),
    ]

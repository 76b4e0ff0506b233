"""The delivery tab, as both sides and a stranger see it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from marketplace.contracts.actions import accept_material, activate_licence, deliver_material
from marketplace.contracts.models import Contract, DeliveryEvent
from marketplace.offers.web.deal_entries import DealView
from marketplace.offers.web.stages import list_stages, name_standing
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    made = factories.contract(factories.offer(programme, bo), ana)
    for by in (ana, bo):
        factories.sign(made, by)
    made.refresh_from_db()
    return made


def client(of: Actor) -> Client:
    made = Client()
    made.force_login(of.user)
    return made


def test_the_seller_delivers_and_the_buyer_refuses_in_the_page(contract: Contract, ana: Actor, bo: Actor) -> None:
    address = f"/deal/{contract.deal.public_id}/delivery/"
    assert "Mark as delivered" in client(ana).get(address).content.decode()
    assert "Mark as delivered" not in client(bo).get(address).content.decode()
    file = SimpleUploadedFile("list.txt", b"00:01 Hello")
    assert (
        client(ana).post(f"{address}1/", {"move": "deliver", "note": "Master by courier", "file": file}).status_code
        == 302
    )
    page = client(bo).get(address).content.decode()
    assert "Master by courier" in page
    event = DeliveryEvent.objects.get()
    got = client(bo).get(f"{address}file/{event.pk}/")
    assert (got.getvalue(), got["Content-Disposition"]) == (
        b"00:01 Hello",
        'attachment; filename="list.txt"',
    )
    refused = client(bo).post(f"{address}1/", {"move": "refuse", "reason": ""})
    assert refused.status_code == 422
    assert "请说明问题所在" in refused.content.decode()  # Bo reads Chinese
    assert client(bo).post(f"{address}1/", {"move": "refuse", "reason": "No sound"}).status_code == 302
    assert "Deliver again" in client(ana).get(address).content.decode()


def test_a_rival_finds_neither_page_nor_file(contract: Contract, ana: Actor, cy: Actor) -> None:
    address = f"/deal/{contract.deal.public_id}/delivery/"
    file = SimpleUploadedFile("list.txt", b"00:01 Hello")
    deliver_material(material=contract.materials.get(number=1), note="", link="", file=file, by=ana, at=NOW)
    event = DeliveryEvent.objects.get()
    rival = client(cy)
    answers = [
        rival.get(address),
        rival.post(f"{address}1/", {"move": "accept"}),
        rival.get(f"{address}file/{event.pk}/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 3


def test_the_stage_is_done_with_the_last_material_and_the_licence_does_not_wait(
    contract: Contract, ana: Actor, bo: Actor
) -> None:
    def states() -> list[str]:
        contract.refresh_from_db()
        return [stage.state for stage in list_stages(DealView(contract.offer, None, bo))][4:]

    assert states() == ["now", "", ""]
    activate_licence(contract=contract, at=NOW)
    assert states() == ["done", "now", "done"]
    assert name_standing(DealView(contract.offer, None, bo)) == "Licence active"
    for material in contract.materials.all():
        deliver_material(material=material, note="Here", link="", file=None, by=ana, at=NOW)
        accept_material(material=material, by=bo, at=NOW)
    assert states() == ["done", "done", "done"]

"""Materials: listed when both have signed, delivered by the seller, checked by the buyer; every move stands."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from accounts.actors import Actor
from accounts.models import AuditEntry, Notice
from listings.models import Programme
from marketplace.contracts import actions
from marketplace.contracts.models import Contract, DeliveryEvent, Material
from marketplace.contracts.tasks import sweep
from marketplace.kit.problems import Invalid
from tests import factories
from tests.database import as_owner
from tests.factories import NOW
from tests.worlds import shareable

LATER = NOW + timedelta(days=1)


@pytest.fixture
@shareable
def contract(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Signed by both: Thai and Simplified Chinese in every use; the programme has Chinese subtitles and an English dub."""
    for language, kind in (("zh-Hans", "sub"), ("en", "dub"), ("", "me")):
        programme.versions.create(language=language, kind=kind)
    programme.versions.create(language="zh-Hans", kind="dub", state="on_request")
    made = factories.contract(factories.offer(programme, bo), ana)
    assert made.materials.count() == 0
    for by in (ana, bo):
        factories.sign(made, by)
    made.refresh_from_db()
    return made


@pytest.fixture
@shareable
def material(contract: Contract) -> Material:
    return contract.materials.get(number=2)


def deliver(material: Material, by: Actor, **fields: Any) -> DeliveryEvent:
    values = {"note": "", "link": "https://files.example/a", "file": None} | fields
    return actions.deliver_material(material=material, by=by, at=LATER, **values)


def test_the_list_follows_the_agreed_languages_and_the_versions_there_are(contract: Contract) -> None:
    assert [(m.kind, m.language, m.state) for m in contract.materials.order_by("number")] == [
        ("programme", "th", "due"),
        ("sub", "zh-Hans", "due"),
        ("me", "", "due"),
        ("script", "th", "due"),
        ("pictures", "", "due"),
    ]
    assert actions.list_materials(contract=contract) == 5
    assert contract.materials.count() == 5


def test_a_contract_without_a_list_gets_it_from_the_sweeper(contract: Contract) -> None:
    with as_owner():
        Material.objects.filter(contract=contract).delete()
    sweep()
    assert contract.materials.count() == 5


def test_delivered_refused_delivered_again_accepted(material: Material, ana: Actor, bo: Actor) -> None:
    deliver(material, ana, note="By link")
    actions.refuse_material(material=material, reason="Out of step from minute 3", by=bo, at=LATER)
    file = SimpleUploadedFile("../../zh Hans.SRT", b"1\n00:00:01,000 --> 00:00:02,000\nA\n")
    event = deliver(material, ana, link="", file=file)
    actions.accept_material(material=material, by=bo, at=LATER)
    material.refresh_from_db()
    assert (material.state, [e.move for e in material.events.order_by("pk")]) == (
        "accepted",
        ["delivered", "refused", "delivered", "accepted"],
    )
    assert event.file is not None
    assert (event.file.name, event.file.kind, event.file.read()[:1]) == ("zh Hans.SRT", "srt", b"1")
    assert (event.file.owner, "zh" in event.file.place) == (ana.organisation, False)
    told = Notice.objects.filter(kind__startswith="contracts.deliver").order_by("pk")
    assert [(n.kind, n.user) for n in told] == [
        ("contracts.delivered", bo.user),
        ("contracts.delivery_refused", ana.user),
        ("contracts.delivered", bo.user),
        ("contracts.delivery_accepted", ana.user),
    ]
    assert AuditEntry.objects.filter(action__startswith="contracts.material_").count() == 4


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"link": ""}, "link"),
        ({"link": "http://files.example/a"}, "link"),
        ({"link": "javascript:alert(1)"}, "link"),
        ({"link": "https://"}, "link"),
        ({"note": "x" * 1001}, "note"),
        ({"file": SimpleUploadedFile("a.exe", b"MZ")}, "file"),
        ({"file": SimpleUploadedFile("a.srt", b"")}, "file"),
        ({"file": SimpleUploadedFile("a.zip", b"0" * (20 * 1024 * 1024 + 1))}, "file"),
    ],
    ids=["nothing", "http", "script", "no host", "long note", "program", "empty", "too large"],
)
def test_a_delivery_that_says_nothing_or_something_wrong_is_refused(
    material: Material, ana: Actor, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        deliver(material, ana, **fields)
    assert list(refusal.value.errors) == [field]
    assert DeliveryEvent.objects.count() == 0


def test_a_refusal_needs_a_reason(material: Material, ana: Actor, bo: Actor) -> None:
    deliver(material, ana)
    with pytest.raises(Invalid):
        actions.refuse_material(material=material, reason=" ", by=bo, at=LATER)
    material.refresh_from_db()
    assert (material.state, material.events.count()) == ("delivered", 1)


def test_each_side_does_its_own_part_only(material: Material, ana: Actor, bo: Actor, di: Actor) -> None:
    for by in (bo, di):
        with pytest.raises(actions.MayNotDeliver):
            deliver(material, by)
    deliver(material, ana)
    for by in (ana, di):
        with pytest.raises(actions.MayNotCheck):
            actions.accept_material(material=material, by=by, at=LATER)
    assert material.events.count() == 1


def test_a_move_that_comes_too_late_is_told_the_state(material: Material, ana: Actor, bo: Actor) -> None:
    with pytest.raises(actions.DeliveryMovedOn):
        actions.accept_material(material=material, by=bo, at=LATER)
    deliver(material, ana)
    with pytest.raises(actions.DeliveryMovedOn) as refusal:
        deliver(material, ana)
    assert "To be checked" in refusal.value.message()


def test_an_event_is_never_changed_nor_removed(material: Material, ana: Actor) -> None:
    event = deliver(material, ana)
    for sql in (
        "update contracts_deliveryevent set note = 'x' where id = %s",
        "delete from contracts_deliveryevent where id = %s",
    ):
        with as_owner() as cursor, pytest.raises(IntegrityError), transaction.atomic():
            cursor.execute(sql, [event.pk])
    event.refresh_from_db()
    assert event.note == ""

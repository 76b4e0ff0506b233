"""C-02: a contract's file is checked when it is served; what differs is refused, shown, and given to staff."""

import json
from collections.abc import Iterator
from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from django.test import Client

from accounts.actors import Actor, Staff
from accounts.models import Notice
from listings.models import Programme
from marketplace.contracts import tasks
from marketplace.contracts.actions import seal
from marketplace.contracts.filed import ALTERED, look_at, newest_file
from marketplace.contracts.models import Contract
from marketplace.contracts.verifying import check_documents
from marketplace.kit.models import Job
from tests import factories
from tests.factories import NOW
from tests.worlds import shareable


@pytest.fixture
@shareable
def signed_by_both(programme: Programme, bo: Actor, ana: Actor) -> Contract:
    """Signed by both and sealed."""
    made = factories.contract(factories.offer(programme, bo), ana)
    for by in (ana, bo):
        factories.sign(made, by)
    seal(contract=made, at=NOW + timedelta(hours=2))
    made.refresh_from_db()
    return made


@pytest.fixture
def sealed(signed_by_both: Contract) -> Iterator[Contract]:
    """Whose file is put back as it was."""
    path = Path(newest_file(signed_by_both)[0].path)
    was = path.read_bytes()
    yield signed_by_both
    path.write_bytes(was)


def client(of: Actor | Staff) -> Client:
    made = Client()
    made.force_login(of.user)
    return made


def tab(made: Contract, name: str = "") -> str:
    return f"/deal/{made.deal.public_id}/contract/{name}"


def flip(made: Contract, at: float = 0.5) -> bytes:
    """One byte of the stored file is another now; returns the file as it was."""
    path = Path(newest_file(made)[0].path)
    was = path.read_bytes()
    place = int(len(was) * at)
    path.write_bytes(was[:place] + bytes([was[place] ^ 1]) + was[place + 1 :])
    return was


def test_a_whole_file_is_served_to_both_sides(sealed: Contract, ana: Actor, bo: Actor, cy: Actor) -> None:
    for who in (ana, bo):
        answer = client(who).get(tab(sealed, "document/"))
        assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert client(cy).get(tab(sealed, "document/")).status_code == 404
    assert (list(check_documents(NOW)), Job.objects.count()) == ([], 0)


@pytest.mark.parametrize("at", [0.02, 0.5, 0.99])
def test_c02_a_changed_byte_is_refused_shown_and_given_to_staff(
    sealed: Contract, ana: Actor, bo: Actor, sam: Staff, at: float
) -> None:
    recorded = sealed.sealed_sha256
    was = flip(sealed, at)
    for who in (ana, bo, ana):
        answer = client(who).get(tab(sealed, "document/"))
        assert (answer.status_code, answer.context["problem"].code) == (409, "document_altered")
    page = client(ana).get(tab(sealed)).content.decode()
    assert "differs from what was recorded when it was written" in page
    assert "Seal does not hold" in page
    told = json.loads(client(bo).get(tab(sealed, "evidence/")).content)
    assert told["sealed_document_sha256"] == recorded == sha256(was).hexdigest()
    assert told["stored_document_now"]["state"] == ALTERED
    assert told["stored_document_now"]["sha256"] not in {recorded, None}
    assert [(job.kind, job.row) for job in Job.objects.all()] == [("contracts.check_document", sealed.pk)]
    assert Notice.objects.filter(kind="accounts.work_failed", user=sam.user).count() == 1
    assert [(one.subject, one.found) for one in check_documents(NOW)] == [(sealed.number, "altered")]


def test_c02_who_changes_the_recorded_hash_too_is_found_by_the_signatures(sealed: Contract) -> None:
    flip(sealed, 0.2)
    Contract.objects.update(sealed_sha256=sha256(Path(newest_file(sealed)[0].path).read_bytes()).hexdigest())
    sealed.refresh_from_db()
    assert look_at(sealed)[1] == ALTERED


def test_c02_a_changed_term_of_the_deal_is_found(sealed: Contract) -> None:
    sealed.agreed["fee_minor"] += 1
    assert look_at(sealed)[1] == ALTERED


def test_g13_a_missing_file_is_a_message_and_the_button_closes_the_case_once_it_is_back(
    sealed: Contract, bo: Actor, sam: Staff
) -> None:
    path = Path(newest_file(sealed)[0].path)
    was = path.read_bytes()
    path.unlink()
    answer = client(bo).get(tab(sealed, "document/"))
    assert (answer.status_code, answer.context["problem"].code) == (409, "document_missing")
    told = json.loads(client(bo).get(tab(sealed, "evidence/")).content)
    assert told["stored_document_now"] == {"state": "missing", "sha256": None}
    with pytest.raises(RuntimeError):
        retry(sealed, sam)
    assert Job.objects.get().dead_at is not None
    path.write_bytes(was)
    retry(sealed, sam)
    assert Job.objects.count() == 0
    assert client(bo).get(tab(sealed, "document/")).status_code == 200


def retry(sealed: Contract, sam: Staff) -> None:
    """Press the button, and do what it queued."""
    client(sam).post("/staff/work/", {"job": Job.objects.get().pk, "do": "retry"})
    tasks.check_document(contract_id=sealed.pk)

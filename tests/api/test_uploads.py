"""Files in pieces over the API and from a page: the tus protocol, who may, how much, and what then names them."""

import base64
import hashlib
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from accounts.models import OrganisationDocument
from accounts.roles import Role, Scope
from accounts.states import OrganisationState
from listings.exchange.models import Import
from listings.models import Programme, RightIn
from marketplace.files import uploads
from marketplace.files.address import read_address
from marketplace.files.models import StoredFile, Upload
from marketplace.files.uploads import MAX_OPEN
from tests import factories
from tests.accounts.papers import PDF
from tests.api.test_scopes import token
from tests.database import as_owner
from tests.factories import NOW

pytestmark = pytest.mark.django_db
API, PAGE = "/api/v1/uploads/", "/uploads/"
TUS = {"tus-resumable": "1.0.0"}
TITLES = b"original_title,original_language,production_territories,year,kind\nRiver,th,TH,2020,film\n"


@pytest.fixture(autouse=True)
def own_store(settings: Settings, tmp_path: Path) -> None:
    """An empty store."""
    settings.STORAGES = {**settings.STORAGES, "default": read_address("", tmp_path)}


def in64(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def begin(client: Client, size: int = len(PDF), at: str = API, purpose: str = "paper", **told: str) -> Any:
    """Announce a file."""
    told = {"filename": "Register.pdf", "purpose": purpose} | told
    metadata = ",".join(f"{name} {in64(value)}" for name, value in told.items())
    return client.post(at, headers={**TUS, "upload-length": str(size), "upload-metadata": metadata})


def bring(client: Client, url: str, offset: int, piece: bytes, **headers: str) -> Any:
    """The next piece."""
    sent = {**TUS, "upload-offset": str(offset), **headers}
    return client.patch(url, piece, content_type="application/offset+octet-stream", headers=sent)


def send_whole(client: Client, content: bytes, at: str = API, **told: str) -> str:
    """All of it in two pieces; gives its number."""
    url = begin(client, len(content), at, **told).headers["Location"]
    half = len(content) // 2
    assert bring(client, url, 0, content[:half]).status_code == 204
    assert bring(client, url, half, content[half:]).status_code == 204
    return str(url).split("/")[-2]


def list_arriving() -> list[str]:
    """The pieces in the store."""
    return default_storage.listdir("arriving")[1] if default_storage.exists("arriving") else []


def page(by: Actor) -> Client:
    made = Client()
    made.force_login(by.user)
    return made


def error(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


@pytest.mark.parametrize("door", ["api", "page"])
def test_a_cut_upload_goes_on_where_the_server_says_and_becomes_one_file(door: str, ana: Actor) -> None:
    at, client = (API, token(ana, Scope.LIST)) if door == "api" else (PAGE, page(ana))
    began = begin(client, at=at, sha256=hashlib.sha256(PDF).hexdigest())
    url = began.headers["Location"]
    assert (began.status_code, began.headers["Tus-Resumable"], url.startswith(at)) == (201, "1.0.0", True)
    first = bring(client, url, 0, PDF[:10])
    assert (first.status_code, first.headers["Upload-Offset"], first.content) == (204, "10", b"")
    # The client lost the answer, and repeats; then it asks.
    again = bring(client, url, 0, PDF[:10])
    assert error(again) == (409, "wrong_offset")
    assert again.json()["error"]["offset"] == 10
    told = client.head(url, headers=TUS)
    assert (told.headers["Upload-Offset"], told.headers["Upload-Length"]) == ("10", str(len(PDF)))
    assert (told.headers["Cache-Control"], told.headers["Upload-Metadata"]) == (
        "no-store",
        f"filename {in64('Register.pdf')},purpose {in64('paper')}",
    )
    assert error(bring(client, url, 11, PDF[11:])) == (409, "wrong_offset")
    assert StoredFile.objects.count() == 0
    assert bring(client, url, 10, PDF[10:]).headers["Upload-Offset"] == str(len(PDF))
    file = StoredFile.objects.get()
    assert (file.read(), file.name, file.kind, file.owner) == (PDF, "Register.pdf", "pdf", ana.organisation)
    assert file.keep_until == Upload.objects.get().expires_at  # until a form names it
    assert list_arriving() == []


def test_what_has_arrived_is_named_in_a_form_and_then_kept(programme: Programme, ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    number = send_whole(api, PDF)
    page(ana).post("/organisation/documents/", {"kind": "registration", "file": number})
    paper = OrganisationDocument.objects.get()
    assert (paper.file.read(), paper.file.keep_until, paper.file.name) == (PDF, None, "Register.pdf")
    # Once.
    refused = page(ana).post("/organisation/documents/", {"kind": "registration", "file": number})
    assert refused.context["document_form"].messages() == {"file": ["This upload is not known, or is over."]}
    assert api.head(f"{API}{number}/", headers=TUS).status_code == 404
    assert OrganisationDocument.objects.count() == 1


def test_bodies_of_json_name_uploads_too(programme: Programme, ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    body = {"media": ["SVOD"], "territories": ["VN"], "from": "2027-01", "to": "2027-12", "exclusive": True}
    path = f"/api/v1/programmes/{programme.public_id}/rights-in/"
    made = api.post(path, body | {"document": send_whole(api, PDF)}, content_type="application/json")
    assert made.status_code == 201, made.content
    document = RightIn.objects.get(pk=made.json()["id"]).document
    assert document is not None
    assert (document.read(), document.keep_until) == (PDF, None)
    wrong = api.post(path, body | {"document": str(uuid4())}, content_type="application/json")
    assert wrong.json()["error"]["fields"] == {"document": ["This upload is not known, or is over."]}


def test_an_import_is_sent_in_pieces(ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    number = send_whole(api, TITLES, purpose="import", filename="titles.csv")
    made = api.post("/api/v1/imports/", {"kind": "titles", "file": number})
    assert made.status_code == 201, made.content
    assert Import.objects.get().file.read() == TITLES
    number = send_whole(api, TITLES, purpose="import", filename="titles.csv")
    sent = page(ana).post("/studio/import/", {"kind": "titles", "file": number})
    assert (sent.status_code, Import.objects.count()) == (302, 2)


def test_what_is_for_something_else_is_not_taken(ana: Actor) -> None:
    number = send_whole(token(ana, Scope.LIST), PDF)
    refused = token(ana, Scope.LIST).post("/api/v1/imports/", {"kind": "titles", "file": number})
    assert refused.json()["error"]["fields"] == {"file": ["This upload is not known, or is over."]}


@pytest.mark.parametrize(
    ("told", "size", "status", "code"),
    [
        ({}, 10 * 1024 * 1024 + 1, 413, "file_refused"),
        ({}, 0, 422, "file_refused"),
        ({"purpose": "import"}, 9, 422, "file_refused"),  # a .pdf
        ({"purpose": "song"}, 9, 422, "invalid"),
        ({"purpose": "delivery"}, 9, 403, "scope_missing"),
        ({"sha256": "abc"}, 9, 400, "bad_header"),
    ],
)
def test_what_would_not_be_taken_is_refused_before_it_is_sent(
    told: dict[str, str], size: int, status: int, code: str, ana: Actor
) -> None:
    assert error(begin(token(ana, Scope.LIST), size, **told)) == (status, code)
    assert Upload.objects.count() == 0


def test_headers_that_cannot_be_read_are_named(ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    assert error(api.post(API)) == (412, "other_version")
    assert error(begin(api, "²")) == (400, "bad_header")  # type: ignore[arg-type]
    url = begin(api).headers["Location"]
    assert error(api.patch(url, b"x", content_type="text/plain", headers={**TUS, "upload-offset": "0"})) == (
        415,
        "no_piece",
    )
    assert error(bring(api, url, 0, b"x", **{"upload-checksum": "md5 x"})) == (400, "bad_header")
    told = api.options(API, headers=TUS)
    assert (told.status_code, told.headers["Tus-Extension"]) == (204, "creation,termination,expiration,checksum")


def test_a_piece_that_was_damaged_on_its_way_is_sent_again(ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    url = begin(api).headers["Location"]
    right = base64.b64encode(hashlib.sha256(PDF[:10]).digest()).decode()
    assert error(bring(api, url, 0, PDF[:9] + b"?", **{"upload-checksum": f"sha256 {right}"})) == (460, "piece_damaged")
    assert bring(api, url, 0, PDF[:10], **{"upload-checksum": f"sha256 {right}"}).headers["Upload-Offset"] == "10"


def test_more_than_was_announced_is_not_taken(ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    url = begin(api, 20).headers["Location"]
    assert error(bring(api, url, 0, PDF)) == (413, "piece_too_long")
    assert api.head(url, headers=TUS).headers["Upload-Offset"] == "0"
    assert list_arriving() == []


@pytest.mark.parametrize(
    ("content", "told", "says"),
    [
        (
            b"MZ no paper at all",
            {},
            "This file is not a readable PDF, JPEG or PNG. Send the scan in one of these forms.",
        ),
        (PDF[:-8], {}, "This PDF breaks off before its end. Save it again and send the whole file."),
        (PDF, {"sha256": "0" * 64}, "This file was damaged on its way. Send it again."),
    ],
)
def test_what_is_no_such_file_is_refused_when_it_is_whole(
    content: bytes, told: dict[str, str], says: str, ana: Actor
) -> None:
    api = token(ana, Scope.LIST)
    url = begin(api, len(content), **told).headers["Location"]
    assert bring(api, url, 0, content[:5]).status_code == 204
    refused = bring(api, url, 5, content[5:])
    assert (error(refused), refused.json()["error"]["message"]) == ((422, "file_refused"), says)
    assert (api.head(url, headers=TUS).status_code, Upload.objects.count(), StoredFile.objects.count()) == (404, 0, 0)
    assert list_arriving() == []


def test_strangers_rivals_colleagues_and_who_is_signed_out_find_no_upload(ana: Actor, di: Actor, cy: Actor) -> None:
    mine = begin(page(ana), at=PAGE).headers["Location"]
    number = mine.split("/")[-2]
    for other in (di, cy):
        assert page(other).head(mine, headers=TUS).status_code == 404
        assert error(bring(page(other), mine, 0, PDF)) == (404, "upload_unknown")
        assert page(other).delete(mine, headers=TUS).status_code == 404
        assert token(other, Scope.LIST).head(f"{API}{number}/", headers=TUS).status_code == 404
    assert (Client().head(mine).status_code, Client().head(f"{API}{number}/").status_code) == (302, 401)
    assert bring(page(ana), mine, 0, PDF).status_code == 204
    # Nor can they name it.
    bo = factories.actor("Boss Srisai", ana.organisation, Role.OWNER)
    answer = page(bo).post("/organisation/documents/", {"kind": "registration", "file": number})
    assert answer.context["document_form"].messages() == {"file": ["This upload is not known, or is over."]}


def test_a_suspended_organisation_sends_nothing(ana: Actor, sam: Any) -> None:
    browser = page(ana)
    url = begin(browser, at=PAGE).headers["Location"]
    with as_owner():
        people = {"suspended_by": sam.user, "suspension_proposed_by": factories.user("Pat Other", is_staff=True)}
    type(ana.organisation).objects.filter(pk=ana.organisation.pk).update(state=OrganisationState.SUSPENDED, **people)
    assert error(bring(browser, url, 0, PDF)) == (403, "organisation_suspended")
    assert error(begin(browser, at=PAGE)) == (403, "organisation_suspended")
    assert browser.delete(url, headers=TUS).status_code == 204
    assert Upload.objects.count() == 0


def test_an_organisation_has_only_so_much_on_its_way(ana: Actor, di: Actor, bo: Actor) -> None:
    api = token(ana, Scope.LIST)
    urls = [begin(api).headers["Location"] for _number in range(MAX_OPEN)]
    assert error(begin(page(di), at=PAGE)) == (429, "too_many_uploads")
    assert begin(page(bo), at=PAGE).status_code == 201  # another organisation
    assert api.delete(urls[0], headers=TUS).status_code == 204
    assert begin(api).status_code == 201


def test_an_organisation_has_only_so_many_bytes_on_their_way(ana: Actor) -> None:
    api, large = token(ana, Scope.LIST), 60 * 1024 * 1024
    told = {"purpose": "import", "filename": "a.xlsx"}
    assert [begin(api, large, **told).status_code for _number in range(6)] == [*[201] * 5, 429]


def test_what_is_over_is_not_found_and_its_bytes_go(ana: Actor) -> None:
    api = token(ana, Scope.LIST)
    url = begin(api).headers["Location"]
    bring(api, url, 0, PDF[:10])
    kept = Upload.objects.get()
    assert uploads.forget_expired(at=kept.expires_at) == 0
    later = kept.expires_at + timedelta(hours=1)
    assert (uploads.forget_expired(at=later), uploads.forget_expired(at=later)) == (1, 0)
    assert (api.head(url, headers=TUS).status_code, list_arriving()) == (404, [])
    Upload.objects.create(
        owner=ana.organisation, sender=ana.user, purpose="paper", name="a", size=9, began_at=NOW, expires_at=NOW
    )
    over = Upload.objects.get()
    assert api.head(f"{API}{over.pk}/", headers=TUS).status_code == 404

"""A signatory states how the own name is written in Latin letters; the product never romanises it (G19)."""

from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader
from pytest_django.fixtures import Settings

from accounts.actors import Actor
from accounts.models import AuditEntry, User
from accounts.roles import Role
from listings.models import Programme
from marketplace.contracts.actions import sign_contract
from marketplace.contracts.actions.seal import seal
from marketplace.contracts.documents.authority import open_authority
from marketplace.contracts.documents.signing import check_signatures
from marketplace.contracts.filed import newest_file
from marketplace.contracts.models import Contract, Signature
from marketplace.kit.problems import Invalid
from tests import factories
from tests.factories import NOW

BURMESE = "သီတာ မြင့်"


@pytest.fixture
def made(programme: Programme, ana: Actor, bo: Actor, settings: Settings, tmp_path: Path) -> Contract:
    settings.MEDIA_ROOT, settings.AUTHORITY_FOLDER = tmp_path / "media", tmp_path / "authority"
    return factories.contract(factories.offer(programme, bo), ana)


@pytest.fixture
def thida(ana: Actor) -> Actor:
    """A signatory of Ana's, whose name is written in Burmese."""
    return factories.actor(BURMESE, ana.organisation, Role.SIGNATORY)


def sign(made: Contract, by: Actor, **stated: str) -> Signature:
    return sign_contract(
        contract=made,
        password=factories.PASSWORD,
        typed_name=by.user.full_name,
        show_factor=lambda: "totp",
        consent="I sign.",
        document_sha256=made.document_sha256,
        by=by,
        at=NOW,
        **stated,
    )


@pytest.mark.parametrize("stated", ["", "   ", "သီတာ", "Thida မြင့်", "T" * 121, "Thida\x00"])
def test_g19_a_name_in_other_letters_is_not_signed_without_its_romanisation(
    made: Contract, thida: Actor, stated: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        sign(made, thida, latin_name=stated)
    assert list(refusal.value.errors) == ["latin_name"]
    assert not Signature.objects.exists()
    assert User.objects.get(pk=thida.user.pk).latin_name == ""


def test_g19_what_was_stated_is_sealed_and_kept_for_the_next_time(
    made: Contract, thida: Actor, settings: Settings
) -> None:
    signature = sign(made, thida, latin_name=" Thida  Myint ")
    seal(contract=made, at=NOW)
    made.refresh_from_db()
    assert (signature.typed_name, signature.latin_name) == (BURMESE, "Thida Myint")
    assert User.objects.get(pk=thida.user.pk).latin_name == "Thida Myint"
    assert AuditEntry.objects.get(action="accounts.state_latin_name").after == {"latin_name": "Thida Myint"}
    pdf = newest_file(made)[0].read()
    (embedded,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    bears = embedded.signer_cert.subject.native
    assert (bears["common_name"], bears["name"]) == (BURMESE, "Thida Myint")
    assert [
        (c.name, c.intact, c.trusted) for c in check_signatures(pdf, open_authority(settings.AUTHORITY_FOLDER))
    ] == [(BURMESE, True, True)]


def test_a_profile_that_states_it_is_not_asked_again(made: Contract, thida: Actor) -> None:
    thida.user.latin_name = "Thida Myint"
    thida.user.save()
    assert sign(made, thida).latin_name == "Thida Myint"


def test_a_latin_name_needs_no_romanisation(made: Contract, ana: Actor) -> None:
    assert sign(made, ana, latin_name="Somebody Else").latin_name == ""

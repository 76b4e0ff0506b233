"""F3: a contract is drawn up and sealed whatever script its titles, its parties and its signatories are written in."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from marketplace.contracts.documents.authority import Authority, open_authority
from marketplace.contracts.documents.rendering import render_contract
from marketplace.contracts.documents.schema import Title
from marketplace.contracts.documents.signing import apply_signature, verify
from tests.contracts.documents.samples import FONTS, LICENSOR, titled

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
# language, text, and the face that shapes it; empty: no face has it
SCRIPTS = [
    ("bo", "ཐར་ལོ།", "NotoSerifTibetan"), ("jv", "ꦥꦶꦭꦩ꧀", "NotoSansJavanese"), ("ban", "ᬩᬲᬩᬮᬶ", "NotoSansBalinese"),
    ("fil", "ᜉᜒᜎᜒᜃᜓᜎ", "NotoSansTagalog"), ("su", "ᮘᮞ ᮞᮥᮔ᮪ᮓ", "NotoSansSundanese"), ("cjm", "ꨌꩌ", "NotoSansCham"),
    ("ii", "ꆈꌠꉙ", "NotoSansYi"), ("mn", "ᠮᠣᠩᠭᠣᠯ", "NotoSansMongolian"), ("my", "သီတာ မြင့်", "NotoSansMyanmar"),
    ("ar", "اسم \U0001e900", ""), ("en", "a\u0f7c \u1a7f \U00012000\u0301 \\ \"", ""),
]  # fmt: skip


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return open_authority(tmp_path_factory.mktemp("authority"))


def faces_of(pdf: bytes) -> str:
    """What `pdffonts` lists of the embedded faces."""
    return subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(("language", "text", "face"), SCRIPTS, ids=[row[0] for row in SCRIPTS])
def test_f3_a_contract_is_drawn_up_and_sealed_in_every_script(
    language: str, text: str, face: str, authority: Authority
) -> None:
    party = replace(LICENSOR, name_local=text, name_en=text, name_language=language, address=text)
    pdf = render_contract(replace(titled(Title(language, text)), licensor=party), fonts=FONTS)
    sealed = apply_signature(
        pdf, authority=authority, side="licensor", name=text, latin_name="Thar Lo", title=text, organisation=text,
        email="t@example.test", territory="CN", reason="Agreement MN-C-26-0007", signed_at=AT, fonts=FONTS,
    )  # fmt: skip
    assert face in faces_of(pdf)
    assert [(c.intact, c.trusted, c.entire, c.side) for c in verify(sealed, authority)] == [
        (True, True, True, "licensor")
    ]

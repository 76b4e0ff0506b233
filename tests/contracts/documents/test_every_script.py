"""F3: a contract is drawn up and sealed whatever script its titles, its parties and its signatories are written in."""

import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marketplace.contracts.documents.authority import Authority, open_authority
from marketplace.contracts.documents.rendering import Fonts, render_contract
from marketplace.contracts.documents.schema import Title
from marketplace.contracts.documents.signing import apply_signature, check_signatures
from marketplace.environment import NOTO_OF_DEBIAN
from tests.contracts.documents.samples import FONTS, LICENSOR, titled

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)
# Every script that no package has, in one title, and letters that no font anywhere has.
RARE = 'ཐར་ལོ། ꦥꦶꦭꦩ꧀ ᬩᬲᬩᬮᬶ ᜉᜒᜎᜒᜃᜓᜎ ᮘᮞ ᮞᮥᮔ᮪ᮓ ꨌꩌ ꆈꌠꉙ ᠮᠣᠩᠭᠣᠯ a\u0f7c \u1a7f \U00012000\u0301 \\ "'
FACES = [
    "NotoSerifTibetan",
    "NotoSansJavanese",
    "NotoSansBalinese",
    "NotoSansTagalog",
    "NotoSansSundanese",
    "NotoSansCham",
    "NotoSansYi",
    "NotoSansMongolian",
]


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return open_authority(tmp_path_factory.mktemp("authority"))


def faces_of(pdf: bytes) -> str:
    """What `pdffonts` lists of the embedded faces."""
    return subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def text_of(pdf: bytes) -> str:
    out = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(out.stdout.decode().replace("\u200b", "").split())


def drawn_and_sealed(text: str, authority: Authority, fonts: Fonts) -> bytes:
    """A contract where everything is called `text`, with the licensor's signature."""
    party = replace(LICENSOR, name_local=text, name_en=text, name_language="en", address=text)
    pdf = render_contract(replace(titled(Title("en", text)), licensor=party), fonts=fonts)
    sealed = apply_signature(
        pdf, authority=authority, side="licensor", name=text, latin_name="Thar Lo", title=text, organisation=text,
        email="t@example.test", territory="CN", reason="Agreement MN-C-26-0007", signed_at=AT, fonts=fonts,
    )  # fmt: skip
    assert [
        (check.intact, check.trusted, check.entire, check.side) for check in check_signatures(sealed, authority)
    ] == [(True, True, True, "licensor")]
    return pdf


def test_f3_letters_that_no_font_here_has_are_romanised_and_the_contract_is_sealed(authority: Authority) -> None:
    text = text_of(drawn_and_sealed(RARE, authority, FONTS))
    assert "[U+0F50 U+0F62" in text
    assert "[U+A188 U+A320 U+A259]" in text
    assert "[U+12000 U+0301]" in text


def test_f3_a_letter_that_a_further_folder_has_is_shaped(authority: Authority, tmp_path: Path) -> None:
    """The packages' folder stands for the system's: only Latin, Thai and Chinese lie in ours."""
    (ours,) = [folder for folder in FONTS.packaged if list(folder.glob("NotoSansThai*"))]
    for font in [*ours.glob("NotoSans[[]*"), *ours.glob("NotoSansThai*")]:
        (tmp_path / font.name).symlink_to(font)
    few = tuple(tmp_path if folder == ours else folder for folder in FONTS.packaged)
    khmer = "ផ្ទះល្វែងមាត់ទន្លេ"
    without, with_it = (drawn_and_sealed(khmer, authority, Fonts(few, more)) for more in ((), (ours,)))
    assert "NotoSansKhmer" not in faces_of(without)
    assert "[U+1795 U+17D2" in text_of(without)
    assert "NotoSansKhmer" in faces_of(with_it)
    assert "[U+" not in text_of(with_it)


def test_f3_what_the_packages_have_is_drawn_alike_with_and_without_further_fonts() -> None:
    """A deployment's further fonts change no contract that does not need them."""
    document = titled(Title("th", "ห้องแถวริมน้ำ"), Title("my", "သီတာ မြင့်"), Title("zh-Hans", "河畔老屋"))
    assert render_contract(document, fonts=Fonts(FONTS.packaged, (NOTO_OF_DEBIAN,))) == render_contract(
        document, fonts=FONTS
    )


def test_f3_the_fonts_of_the_system_shape_what_the_packages_lack(authority: Authority) -> None:
    """With Debian's fonts-noto-core each script has its face; without it the contract is drawn all the same."""
    faces = faces_of(drawn_and_sealed(RARE, authority, Fonts(FONTS.packaged, (NOTO_OF_DEBIAN,))))
    there = {path.name.partition("-")[0] for path in NOTO_OF_DEBIAN.glob("*.ttf")}
    assert [face for face in FACES if face in there and face not in faces] == []

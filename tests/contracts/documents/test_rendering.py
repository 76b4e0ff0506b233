import json
import subprocess
import sys
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from marketplace.contracts.documents import rendering
from marketplace.contracts.documents.clauses import Part
from marketplace.contracts.documents.rendering import render_contract
from marketplace.contracts.documents.schema import ContractDocument, GrantRow, Title, data_hash
from marketplace.contracts.documents.texts import make_breakable, make_printable, make_run
from marketplace.contracts.documents.view import build_view
from marketplace.vocabularies import grades, media, territories, uses
from tests.contracts.documents.samples import CONTRACT, FONTS, LICENSOR, contract, titled


def rendered(document: ContractDocument) -> bytes:
    return render_contract(document, fonts=FONTS)


def text_of(pdf: bytes) -> str:
    """The words in reading order, without line breaks. Only for Latin text: extraction garbles stacked scripts."""
    out = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(out.stdout.decode().replace("\u200b", "").split())


def joined(parts: list[Part]) -> str:
    """A clause's text in one piece."""
    return "".join(part["text"] for part in parts)


def fonts_of(pdf: bytes) -> set[str]:
    """Names of the fonts that are embedded, without the subset's tag and the weight."""
    objects = PdfFileReader(BytesIO(pdf))
    page = objects.root["/Pages"]["/Kids"][0]
    while "/Kids" in page:
        page = page["/Kids"][0]
    names = [font.get_object()["/BaseFont"] for font in page["/Resources"]["/Font"].values()]
    return {name.partition("+")[2].partition("-")[0] for name in names}


def test_the_same_data_gives_the_same_bytes() -> None:
    first = rendered(CONTRACT)
    again = ContractDocument.from_json(CONTRACT.to_json())
    assert rendered(again) == first
    assert rendered(contract(fee_minor=16_500_100)) != first


def test_another_process_draws_the_same_bytes() -> None:
    code = (
        "import sys, json, pathlib\n"
        "from marketplace.contracts.documents.schema import ContractDocument\n"
        "from marketplace.contracts.documents.rendering import Fonts, render_contract\n"
        "data, *fonts = sys.argv[1:]\n"
        "pdf = render_contract(ContractDocument.from_json(json.loads(data)), fonts=Fonts(tuple(map(pathlib.Path, fonts))))\n"
        "sys.stdout.buffer.write(pdf)"
    )
    command = [sys.executable, "-c", code, json.dumps(CONTRACT.to_json()), *map(str, FONTS.packaged)]
    out = subprocess.run(command, capture_output=True, check=True, cwd=Path(rendering.__file__).parents[3])
    assert sha256(out.stdout).hexdigest() == sha256(rendered(CONTRACT)).hexdigest()


def test_it_is_an_archivable_pdf() -> None:
    pdf = rendered(CONTRACT)
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in pdf


def test_every_page_names_the_contract_and_the_hash_of_its_data() -> None:
    pdf = rendered(CONTRACT)
    pages = PdfFileReader(BytesIO(pdf)).root["/Pages"]["/Count"]
    text = text_of(pdf)
    assert text.count(data_hash(CONTRACT.to_json())) == pages
    assert [f"Page {n} of {pages}" in text for n in range(1, pages + 1)] == [True] * pages


def test_terms_are_stated_in_figures_and_in_words_of_both_languages() -> None:
    text = text_of(rendered(CONTRACT))
    for words in (
        "USD 165,000",
        "One hundred and sixty-five thousand United States dollars",
        "壹拾陆万伍仟美元整",
        "1 March 2027 to 28 February 2029",
        "on a sole basis",
        "the commission that it has agreed",
        "USD 82,500",
    ):
        assert words in text, words


@pytest.mark.parametrize(
    ("language", "title", "font"),
    [
        ("th", "ห้องแถวริมน้ำ", "NotoSansThai"),
        ("km", "ផ្ទះល្វែងមាត់ទន្លេ", "NotoSansKhmer"),
        ("lo", "ເຮືອນແຖວແຄມນ້ຳ", "NotoSansLao"),
        ("my", "မြစ်ကမ်းဘေးက တိုက်ခန်း", "NotoSansMyanmar"),
        ("ta", "ஆற்றங்கரைக் கடைவீடு", "NotoSansTamil"),
        ("vi", "Ngôi nhà phố bên dòng sông", "NotoSans"),
        ("zh-Hant", "河畔老屋", "NotoSansCJKtc"),
        ("zh-Hans", "河畔老屋", "NotoSansCJKsc"),
    ],
)
def test_a_title_is_set_in_the_font_of_its_script(language: str, title: str, font: str) -> None:
    assert font in fonts_of(rendered(titled(Title(language, title))))


@pytest.mark.parametrize("hostile", ['#panic("x")', '#read("/etc/passwd")', "$ x $ *bold* _it_ <l> @r \\ `c` // {fee}"])
def test_markup_in_a_name_is_only_text(hostile: str) -> None:
    plain = titled(Title("en", hostile))
    text = text_of(rendered(replace(plain, licensor=replace(LICENSOR, name_en=hostile))))
    assert text.count(hostile) == 3  # the title, the party, the party at its box
    assert "root:" not in text


def test_a_character_that_no_font_has_is_named_by_its_code_point() -> None:
    text = text_of(rendered(titled(Title("en", "Sign \U00012000 and \U00010480\U00010481\u0300"))))
    assert "Sign [U+12000] and 'b [U+10480 U+10481 U+0300]" in text


def test_f3_sixty_letters_that_no_font_has_are_one_round() -> None:
    letters = "".join(chr(0x12000 + number) for number in range(60))
    text = text_of(rendered(titled(Title("en", letters))))
    points = " ".join(f"U+{ord(letter):04X}" for letter in letters)
    assert f"[{points}]" in text


def test_direction_marks_and_control_characters_cannot_change_what_is_read() -> None:
    assert make_printable("a\u202egnp.exe\x00b\nc\u2066") == "agnp.exe b c"


def test_an_endless_word_may_break() -> None:
    assert make_breakable("A" * 60) == "A" * 24 + "\u200b" + "A" * 24 + "\u200b" + "A" * 12


def test_a_text_without_a_language_gets_that_of_its_script() -> None:
    found = [make_run(text)["lang"] for text in ("88 ถนนเจริญกรุง", "深圳市", "ផ្លូវ", "ຖະໜົນ", "လမ်း", "Jalan")]
    assert found == ["th", "zh", "km", "lo", "my", "en"]


def test_a_grant_does_not_hide_a_territory_whose_name_has_a_comma() -> None:
    rows = {row["label_en"]: row for row in build_view(CONTRACT)["terms"]}
    assert rows["Territory 1"]["en"] == "Mainland China; Hong Kong, China; Macao, China"
    assert rows["Territory 1"]["zh"] == "中国内地、中国香港、中国澳门"


def test_only_granted_media_are_defined() -> None:
    rows = [joined(row["zh"]) for row in build_view(CONTRACT)["clauses"][1]["rows"] if row["number"] == "•"]
    assert [row.partition("（")[0] for row in rows] == ["会员点播", "广告点播", "数字下载买断"]


@pytest.mark.parametrize(
    ("grade", "said"),
    [("S", "本许可为独占许可"), ("E", "本许可为排他许可"), ("N", "本许可为普通许可")],
)
def test_the_clauses_say_the_grade_and_no_other(grade: str, said: str) -> None:
    rows = build_view(contract(grade=grade))["clauses"][4]["rows"]
    assert len(rows) == 1
    assert joined(rows[0]["zh"]).startswith(said)


def test_what_was_agreed_is_told_apart_from_the_wording() -> None:
    fee = build_view(CONTRACT)["clauses"][6]["rows"][0]
    for language, words in (
        ("en", "One hundred and sixty-five thousand United States dollars"),
        ("zh", "壹拾陆万伍仟美元整"),
    ):
        assert [part["text"] for part in fee[language] if part["agreed"]] == ["USD 165,000", words]
    territory = build_view(CONTRACT)["clauses"][2]["rows"][0]
    assert [part["text"] for part in territory["zh"] if part["agreed"]] == []
    assert "中国内地的授权不包括中国香港、中国澳门或中国台湾" in joined(territory["zh"])


def test_an_open_period_and_the_whole_world_fit() -> None:
    grant = GrantRow(("SVOD",), territories.codes)
    text = text_of(rendered(contract(period_end=None, grants=(grant,))))
    assert "From 1 March 2027, without end" in text


def test_the_other_wording_of_another_day_is_refused() -> None:
    with pytest.raises(ValueError, match="no wording is called '1999'"):
        rendered(contract(wording="1999"))


def test_a_released_wording_does_not_change() -> None:
    """A contract that is drawn again must say what was signed. New text = new file, new name, new line here."""
    said = {"2026-11": "e1b4b3323f2f9c56", "2026-12": "93c799ec0e824c12"}
    assert {name: words_of(contract(wording=name)) for name in said} == said
    assert {path.stem for path in (Path(rendering.__file__).parent / "wordings").glob("*.toml")} == set(said)


def words_of(document: ContractDocument) -> str:
    """Hash of all that the wording says: of the clauses with every medium, grade and kind of use."""
    whole = GrantRow(media.codes, ("CN",))
    views = [build_view(replace(document, grants=(whole,), grade=grade, uses=uses.codes)) for grade in "SEN"]
    return sha256(json.dumps(views, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]


def test_a_contract_of_the_first_wording_keeps_its_words() -> None:
    """Then S was called sole and E exclusive; a contract that says so is drawn again as it was."""
    old = {row["label_en"]: row for row in build_view(contract(wording="2026-11", grade="E"))["terms"]}
    assert (old["Exclusivity"]["en"], old["Exclusivity"]["zh"]) == ("Exclusive", "排他许可")
    assert "订阅点播" in old["Media 1"]["zh"]
    new = {row["label_en"]: row for row in build_view(contract(grade="E"))["terms"]}
    assert new["Kind of licence"]["en"] == "Sole (the Licensor may also exploit)"


@pytest.mark.parametrize(
    ("grade", "paragraph"),
    [
        ("S", "neither the Licensor nor anybody it authorises exercises the Licensed Rights"),
        ("E", "The Licensor may itself exercise the Licensed Rights"),
    ],
)
def test_the_english_text_agrees_with_the_name_of_the_grade(grade: str, paragraph: str) -> None:
    said = joined(build_view(contract(grade=grade))["clauses"][4]["rows"][0]["en"])
    name = grades.BY_CODE[grade].en
    assert said.startswith(f"The licence is {name.lower()}.")
    assert paragraph in said


def test_the_commission_is_not_told_to_the_buyer() -> None:
    said = json.dumps(build_view(contract(commission_basis_points=1234)), ensure_ascii=False)
    assert "12.34" not in said

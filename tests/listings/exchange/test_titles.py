"""Titles from CSV: each row whole or refused with its place, its value and what to do."""

import csv
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from accounts.actors import Actor
from listings.actions import MayNotList
from listings.exchange.titles import COLUMNS, RowError, Title, read_titles
from listings.exchange.write_titles import import_titles
from listings.models import Programme, SearchEntry
from tests.conftest import SHARED_DATA
from tests.factories import NOW

GOOD = {
    "source": "register", "source_id": "42", "title_original": "แม่น้ำ", "title_language": "th", "title_en": "The River",
    "work_type": "Movie", "year": "2019", "release_or_permit_date": "2019-11-15", "countries": "TH;CN",
    "genres": "Dramas;Horror Movies", "runtime_min": "96", "company": "บริษัท หนึ่ง", "directors": "Ana Srisai;Cho Dee",
    "rating_system": "BFVC", "rating": "15", "permit_no": "066",
}  # fmt: skip


def table(*rows: dict[str, str]) -> StringIO:
    """A CSV file with these rows."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return StringIO(out.getvalue())


def read(*rows: dict[str, str]) -> tuple[list[Title], list[RowError]]:
    return read_titles(table(*rows))


def test_a_row_is_read_into_our_words() -> None:
    titles, errors = read(GOOD)
    assert errors == []
    assert titles == [
        Title(
            key="register:42", source="register", title="แม่น้ำ", language="th", title_en="The River", kind="film", year=2019,
            territories=("TH", "CN"), genres=("drama", "horror"), minutes=96,
            credits=(("director", "Ana Srisai"), ("director", "Cho Dee"), ("company", "บริษัท หนึ่ง")),
            permit=("TH", "066"), permit_date=date(2019, 11, 15), rating=("TH", "15"),
        )
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("change", "column", "value", "fix"),
    [
        ({"year": "20x9"}, "year", "20x9", "Write a whole number from 1888 to 2100."),
        ({"year": "1234"}, "year", "1234", "Write a whole number from 1888 to 2100."),
        ({"countries": "MYS"}, "countries", "MYS", "“MYS” is not a code here. Did you mean MY?"),
        (
            {"countries": "TH;GCR"},
            "countries",
            "GCR",
            "“GCR” stands for several territories: CN, HK, MO, TW. Write them one by one.",
        ),
        ({"countries": ""}, "countries", "", "Give at least one production territory, for example TH."),
        (
            {"title_original": "", "title_en": ""},
            "title_original",
            "",
            "Give the original title, up to 300 characters.",
        ),
        ({"title_language": "zh-CN"}, "title_language", "zh-CN", "“zh-CN” is not a code here. Did you mean zh-Hans?"),
        ({"runtime_min": "-4"}, "runtime_min", "-4", "Write a whole number from 1 to 1000."),
        (
            {"release_or_permit_date": "15/11/2019"},
            "release_or_permit_date",
            "15/11/2019",
            "Write the date like 2027-03-15.",
        ),
        ({"rating": "PG-13"}, "rating", "PG-13", "Write one of G, E, 13, 15, 18, 20, B, ป, ด, ท, น13+, น18+, ฉ."),
        ({"source": ""}, "source", "", "Name where this row comes from."),
        ({"source_id": "41"}, "source_id", "41", "Line 2 has this number already. Give each work its own."),
    ],
)
def test_a_wrong_row_is_refused_with_place_value_and_fix(
    change: dict[str, str], column: str, value: str, fix: str
) -> None:
    titles, errors = read(GOOD | {"source_id": "41"}, GOOD | change)
    assert [title.key for title in titles] == ["register:41"]
    assert errors == [RowError(3, column, value, fix)]


def test_a_row_with_several_mistakes_names_them_all() -> None:
    _titles, errors = read(GOOD | {"year": "soon", "work_type": "Opera"})
    assert [(error.line, error.column) for error in errors] == [(2, "work_type"), (2, "year")]
    assert str(errors[1]) == "line 2, year: “soon”. Write a whole number from 1888 to 2100."


def test_a_file_without_a_needed_column_is_refused() -> None:
    titles, errors = read_titles(StringIO("source,title_original,work_type\na,b,Movie\n"))
    assert titles == []
    assert [(error.line, error.column) for error in errors] == [(1, "countries")]


def test_permits_say_what_kind_of_work_it_is() -> None:
    cases = {"国产动画片": "animation", "国产纪录片": "documentary", "国产科教片": "documentary", "国产故事片": "film"}
    titles, _errors = read(*(GOOD | {"category": word, "source_id": word} for word in cases))
    assert [title.kind for title in titles] == list(cases.values())


def test_rows_without_a_number_are_known_by_their_facts() -> None:
    titles, errors = read(GOOD | {"source_id": ""}, GOOD | {"source_id": "无编码", "title_original": "คลอง"})
    assert errors == []
    assert len({title.key for title in titles}) == 2


def test_an_import_makes_drafts_that_search_knows(ana: Actor) -> None:
    titles, _errors = read(GOOD)
    done = import_titles(titles=titles, by=ana, at=NOW)
    (made,) = done.programmes
    assert (done.new, done.updated, done.unchanged) == (1, 0, 0)
    assert (made.state, made.source, made.source_key) == ("draft", "register", "register:42")
    assert {(t.language, t.title) for t in made.texts.all()} == {("th", "แม่น้ำ"), ("en", "The River")}
    assert [(p.territory, p.number, p.issued_on) for p in made.permits.all()] == [("TH", "066", date(2019, 11, 15))]
    assert [(r.territory, r.system, r.value) for r in made.ratings.all()] == [("TH", "BFVC", "15")]
    assert SearchEntry.objects.filter(programme=made).count() == 1


def test_the_same_file_again_changes_nothing(ana: Actor) -> None:
    titles, _errors = read(GOOD)
    import_titles(titles=titles, by=ana, at=NOW)
    done = import_titles(titles=titles, by=ana, at=NOW)
    assert (done.new, done.updated, done.unchanged) == (0, 0, 1)


def test_what_is_new_in_a_row_is_added_and_what_a_person_wrote_stays(ana: Actor) -> None:
    import_titles(titles=read(GOOD)[0], by=ana, at=NOW)
    programme = Programme.objects.get(source_key="register:42")
    programme.texts.filter(language="en").update(title="River of Ours")
    later = GOOD | {"year": "2020", "directors": "Ana Srisai;Di Suk", "runtime_min": ""}
    done = import_titles(titles=read(later)[0], by=ana, at=NOW)
    programme.refresh_from_db()
    assert (done.new, done.updated, done.unchanged) == (0, 1, 0)
    assert (programme.year, programme.minutes, programme.revision) == (2020, 96, 2)
    assert programme.texts.get(language="en").title == "River of Ours"
    assert {c.name for c in programme.credits.all()} == {"Ana Srisai", "Cho Dee", "Di Suk", "บริษัท หนึ่ง"}


def test_two_organisations_may_import_the_same_row(ana: Actor, di: Actor, bo: Actor) -> None:
    titles, _errors = read(GOOD)
    with pytest.raises(MayNotList):
        import_titles(titles=titles, by=bo, at=NOW)
    with pytest.raises(MayNotList):
        import_titles(titles=titles, by=di, at=NOW)
    assert Programme.objects.filter(source_key="register:42").count() == 0


def run(file: Path, name: str) -> tuple[str, str]:
    """What the command prints, and what it complains about."""
    out, err = StringIO(), StringIO()
    call_command("import_titles", str(file), organisation=name, stdout=out, stderr=err, no_color=True)
    return out.getvalue(), err.getvalue()


def test_the_command_sums_up_and_names_what_it_refused(ana: Actor, tmp_path: Path) -> None:
    file = tmp_path / "titles.csv"
    file.write_text(table(GOOD, GOOD | {"source_id": "7", "countries": "MYS"}).getvalue(), encoding="utf-8")
    name = ana.organisation.name_en
    out, err = run(file, name)
    assert out == f"{name}: 1 new, 0 unchanged, 0 updated, 1 refused.\n"
    assert err == "line 3, countries: “MYS”. “MYS” is not a code here. Did you mean MY?\n"


def test_the_command_wants_one_organisation_that_sells(ana: Actor, bo: Actor, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="Name one organisation that sells"):
        run(tmp_path / "titles.csv", bo.organisation.name_en)
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "titles.csv", ana.organisation.name_en)


@pytest.mark.shared_data
def test_four_thousand_real_titles_are_read_and_some_imported_and_known_again(ana: Actor) -> None:
    with (SHARED_DATA / "catalogue" / "titles.csv").open(encoding="utf-8-sig", newline="") as file:
        titles, errors = read_titles(file)
    assert (len(titles), len(errors)) == (4052, 11)
    assert str(errors[-1]) == "line 3328, countries: “”. Give at least one production territory, for example TH."
    for expected in ((505, 2, 0), (0, 507, 0)):
        done = import_titles(titles=titles[::8], by=ana, at=NOW)
        assert (done.new, done.unchanged, done.updated) == expected
        assert {key: row.source_key for key, row in done.listed.items()} == {  # the same film in two lists, or numbers
            "cn-film-permits:001100082019": "cn-film-permits:1100082019",
            "cn-theatrical-releases:#7e9b87c27cbda1b1824a": "cn-film-permits:001102062020",
        }

"""Exclusive shuts everybody out, the owner included (独占, what a buyer means by 独家); sole leaves the owner in (排他). One
table says so for every door."""

import pytest
from django.utils import translation

from listings.rights.queries.cells import grades_clash
from listings.states import Grade
from marketplace.contracts.documents.clauses import find_wording
from marketplace.contracts.documents.schema import WORDING
from marketplace.vocabularies import grades

OWNER_OUT, OWNER_IN = "S", "E"
WORDS = {"en": {"S": "Exclusive", "E": "Sole"}, "zh-hans": {"S": "独占", "E": "排他"}}


@pytest.mark.parametrize("language", WORDS)
@pytest.mark.parametrize("code", [OWNER_OUT, OWNER_IN])
def test_every_page_names_the_grade_as_the_table_does(language: str, code: str) -> None:
    with translation.override(language):
        label = str(Grade(code).label)
    assert label == grades.grade_name(code, language)
    assert label.startswith(WORDS[language][code])


def test_the_words_fit_what_the_lock_does() -> None:
    assert grades_clash(OWNER_OUT, Grade.OWN)
    assert not grades_clash(OWNER_IN, Grade.OWN)


@pytest.mark.parametrize("code", [OWNER_OUT, OWNER_IN])
def test_the_contract_says_the_same(code: str) -> None:
    words = find_wording(WORDING).grades[code]
    assert words.en.startswith(WORDS["en"][code])
    assert words.zh.startswith(WORDS["zh-hans"][code])
    assert words.clause == WORDS["en"][code].lower()

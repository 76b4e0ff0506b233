"""Grades of a licence: the one table of what exclusive and sole mean, for pages, API, contracts, sheets and Avails.

In Singapore, Hong Kong and English usage an exclusive licence shuts out everybody, the owner included (独占许可, what a
Chinese buyer means by 独家); a sole licence leaves the owner in (排他许可). The letters are stored: S is exclusive, E is sole.
"""

from typing import NamedTuple


class GradeName(NamedTuple):
    code: str
    en: str
    zh: str
    definition_en: str
    definition_zh: str


GRADES = (
    GradeName("S", "Exclusive", "独占（独家）", "Nobody else may use the right, the owner neither.", "任何人不得使用该权利，权利人自己也不得使用。"),
    GradeName("E", "Sole", "排他（权利人可自用）", "No other licensee; the owner may still use the right itself.", "不再许可他人；权利人自己仍可使用该权利。"),
    GradeName("N", "Non-exclusive", "普通（非独家）", "Others may be licensed the same right, and the owner may use it.", "他人也可获得同样的许可，权利人也可自己使用。"),
)  # fmt: skip
BY_CODE = {grade.code: grade for grade in GRADES}


def grade_name(code: str, language: str) -> str:
    """The grade's name: Exclusive, 独占（独家）. Raises KeyError."""
    found = BY_CODE[code]
    return found.zh if language.lower().startswith("zh") else found.en


def grade_definition(code: str, language: str) -> str:
    """What the grade means, in one sentence. Raises KeyError."""
    found = BY_CODE[code]
    return found.definition_zh if language.lower().startswith("zh") else found.definition_en

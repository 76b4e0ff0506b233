"""The clauses of one agreement: its wording, one of `wordings/`, filled with the agreed data."""

import re
import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple, TypedDict

from marketplace.contracts.documents.amounts_in_words import in_chinese, in_english
from marketplace.contracts.documents.plain import EN, ZH, amount_text, day_en, day_zh
from marketplace.contracts.documents.schema import ContractDocument
from marketplace.vocabularies import media, territories, uses

View = dict[str, Any]
NAME = re.compile(r"\d{4}-\d{2}")


class Part(TypedDict):
    """A piece of a clause; `agreed` when it came from the data and not from the wording."""

    text: str
    agreed: bool


CONTROL = {"en": ("English", "英文"), "zh-Hans": ("Simplified Chinese", "简体中文")}


class GradeWords(NamedTuple):
    """A grade in the Table of Terms, in the grant, and the `when` of its own paragraph."""

    en: str
    zh: str
    basis_en: str
    basis_zh: str
    clause: str


class MediumWords(NamedTuple):
    """A medium's name and definition as the wording has them."""

    en: str
    zh: str
    definition_en: str
    definition_zh: str


class Wording(NamedTuple):
    """One released wording: its clauses, with their {names} still open, and its words, each as (English, Chinese)."""

    clauses: list[View]
    labels: dict[str, tuple[str, str]]
    grades: dict[str, GradeWords]
    permits: dict[str, tuple[str, str]]
    uses: dict[str, tuple[str, str]]
    media: dict[str, MediumWords]


def last_day(doc: ContractDocument) -> date | None:
    """The last day of the licence period; None when it is open."""
    return date.fromisoformat(doc.period_end) - timedelta(days=1) if doc.period_end else None


@lru_cache(maxsize=8)
def find_wording(name: str) -> Wording:
    """The wording called `name`: the words of its own time, else today's. Raises ValueError for an unknown name."""
    path = Path(__file__).parent / "wordings" / f"{name}.toml"
    if not NAME.fullmatch(name) or not path.is_file():
        raise ValueError(f"no wording is called {name!r}")
    read = tomllib.loads(path.read_text(encoding="utf-8"))
    pairs = {part: {key: (en, zh) for key, (en, zh) in read[part].items()} for part in ("labels", "permits")}
    used = read.get("uses") or {code: [uses.name(code, at) for at in (EN, ZH)] for code in uses.codes}
    kinds = read.get("media") or {m.code: dict(zip(MediumWords._fields, m[1:5], strict=True)) for m in media.MEDIA}
    return Wording(
        clauses=read["clause"],
        **pairs,
        grades={code: GradeWords(**row) for code, row in read["grades"].items()},
        uses={code: (en, zh) for code, (en, zh) in used.items()},
        media={c: MediumWords(**row) for c, row in kinds.items()},
    )


def fill_clauses(doc: ContractDocument) -> list[View]:
    """Every clause whose paragraphs hold for `doc`, numbered and filled in."""
    words, facts, names = find_wording(doc.wording), _agreed_facts(doc), _standing_names()
    holds = {words.grades[doc.grade].clause, "closed" if doc.period_end else "open", None}
    made = []
    for number, clause in enumerate(words.clauses, start=1):
        rows: list[View] = []
        for paragraph in clause["paragraph"]:
            if paragraph.get("when") not in holds:
                continue
            own = {at: _fill_paragraph(paragraph[at], facts, names) for at in ("en", "zh")}
            rows.append({"number": f"{number}.{_item_number(rows)}", **own})
            rows += _define_media(doc, words) if paragraph.get("list") == "media" else []
        made.append({"number": str(number), "en": clause["en"], "zh": clause["zh"], "rows": rows})
    return made


def _fill_paragraph(paragraph: str, facts: dict[str, str], names: dict[str, str]) -> list[Part]:
    """A paragraph with agreed `facts` and standing `names` in their places. Raises KeyError for an unknown one."""
    parts: list[Part] = []
    for literal, name, _spec, _conversion in Formatter().parse(paragraph):
        parts += [{"text": literal, "agreed": False}] if literal else []
        parts += [{"text": (facts | names)[name], "agreed": name in facts}] if name else []
    return parts


def _item_number(rows: list[View]) -> int:
    """Listed items have no number of their own."""
    return 1 + sum(1 for row in rows if row["number"] != "•")


def _define_media(doc: ContractDocument, words: Wording) -> list[View]:
    granted = {code for grant in doc.grants for code in grant.media}
    return [
        {
            "number": "•",
            "en": [Part(text=f"{words.media[code].en} ({code}): {words.media[code].definition_en}", agreed=False)],
            "zh": [Part(text=f"{words.media[code].zh}（{code}）：{words.media[code].definition_zh}", agreed=False)],
        }
        for code in media.codes
        if code in granted
    ]


def _agreed_facts(doc: ContractDocument) -> dict[str, str]:
    """The {names} of the clauses that stand for agreed data."""
    start, last = date.fromisoformat(doc.period_start), last_day(doc)
    control_en, control_zh = CONTROL[doc.controlling_language]
    grade = find_wording(doc.wording).grades[doc.grade]
    return {
        "grade_en": grade.basis_en,
        "grade_zh": grade.basis_zh,
        "start_en": day_en(start),
        "start_zh": day_zh(start),
        "last_en": day_en(last) if last else "",
        "last_zh": day_zh(last) if last else "",
        "fee": amount_text(doc.fee_minor, doc.currency),
        "fee_words_en": in_english(doc.fee_minor, doc.currency),
        "fee_words_zh": in_chinese(doc.fee_minor, doc.currency),
        "commission": f"{doc.commission_basis_points / 100:g}",
        "control_en": control_en,
        "control_zh": control_zh,
    }


def _standing_names() -> dict[str, str]:
    """The {names} of the clauses that are the same in every agreement: territories that the wording itself names."""
    written = (("en", EN), ("zh", ZH))
    return {
        f"{code.lower()}_{at}": territories.name(code, language)
        for code in ("CN", "HK", "MO", "TW")
        for at, language in written
    }

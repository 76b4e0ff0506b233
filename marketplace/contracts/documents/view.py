"""The agreement as the template draws it: every name, date and amount resolved to text in both languages."""

import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

from marketplace.contracts.documents.layout import MARGIN_LEFT, MARGIN_TOP, SIGNATURE_BOXES
from marketplace.contracts.documents.schema import WORDING, ContractDocument, Party, data_hash
from marketplace.contracts.documents.texts import Run, printable, run
from marketplace.contracts.documents.words import in_chinese, in_english
from marketplace.kit.vocab import languages, media, territories
from marketplace.kit.vocab.currencies import exponent

EN, ZH = "en", "zh-hans"
View = dict[str, Any]

SIDES = {"licensor": ("Licensor", "许可方"), "licensee": ("Licensee", "被许可方")}
CONTROL = {"en": ("English", "英文"), "zh-Hans": ("Simplified Chinese", "简体中文")}
KINDS = {
    "film": ("Film", "电影"), "series": ("Series", "剧集"), "micro_drama": ("Micro-drama", "微短剧"),
    "documentary": ("Documentary", "纪录片"), "animation": ("Animation", "动画片"), "variety": ("Variety", "综艺节目"),
    "commercial": ("Commercial", "广告片"), "trailer": ("Trailer", "预告片"),
}  # fmt: skip
PERMITS = {
    "release": ("Release permit", "发行许可证"), "distribution": ("Distribution licence", "发行许可"),
    "online": ("Online filing number", "网络备案号"), "certificate": ("Classification certificate", "分级证书"),
}  # fmt: skip
DUE = {
    "signature": ("on signature", "签署时"), "days30": ("30 days after signature", "签署后30日"),
    "days60": ("60 days after signature", "签署后60日"), "days90": ("90 days after signature", "签署后90日"),
}  # fmt: skip
SCHEMES = {"eidr": "EIDR", "isan": "ISAN", "imdb": "IMDb", "house": "No."}
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
SIGNING = (
    "Signed electronically for the parties by the persons named below. Each signature can be checked with any PDF reader "
    "that validates signatures; the number at the foot of every page is the SHA-256 of the agreed terms.",
    "下列人员代表双方以电子方式签署。任何支持签名验证的PDF阅读器均可核验各签名；每页页脚的编码为约定条款数据的SHA-256值。",
)


def view(doc: ContractDocument) -> View:
    """All that `contract.typ` reads. Raises KeyError for codes outside the vocabularies, ValueError for other wordings."""
    if doc.wording != WORDING:
        raise ValueError(f"no wording is called {doc.wording!r}")
    made = date.fromisoformat(doc.date)
    control_en, control_zh = CONTROL[doc.controlling_language]
    return {
        "title_en": "Programme Licence Agreement", "title_zh": "节目许可协议", "number": printable(doc.number),
        "hash": data_hash(doc.to_json()), "date": {"year": made.year, "month": made.month, "day": made.day},
        "date_en": day_en(made), "date_zh": day_zh(made),
        "controls_en": f"The text in {control_en} prevails.", "controls_zh": f"以{control_zh}文本为准。",
        "parties": [{"side_en": en, "side_zh": zh} for en, zh in SIDES.values()],
        "party_rows": _party_rows(doc.licensor, doc.licensee),
        "terms": _terms(doc), "instalment_heads": _instalment_heads(), "instalments": _instalments(doc),
        "clauses": _clauses(doc), "signing_en": SIGNING[0], "signing_zh": SIGNING[1],
        "margin_left": MARGIN_LEFT, "margin_top": MARGIN_TOP, "boxes": _boxes(doc),
    }  # fmt: skip


def amount(minor: int, currency: str) -> str:
    """USD 165,000, with decimals only where there are some."""
    places = exponent(currency)
    whole, rest = divmod(minor, 10**places)
    return f"{currency} {whole:,}" + (f".{rest:0{places}d}" if rest else "")


def day_en(day: date) -> str:
    """1 March 2027."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_zh(day: date) -> str:
    """2027年3月1日."""
    return f"{day.year}年{day.month}月{day.day}日"


def listed(names: list[str], language: str) -> str:
    """A, B and C; A、B和C."""
    comma, conjunction = ("、", "和") if language == ZH else (", ", " and ")
    return conjunction.join([comma.join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def _both(label_en: str, label_zh: str, en: str, zh: str) -> View:
    return {"label_en": label_en, "label_zh": label_zh, "en": printable(en), "zh": printable(zh)}


def _runs(label_en: str, label_zh: str, *runs: Run) -> View:
    return {"label_en": label_en, "label_zh": label_zh, "runs": list(runs) or [run("–")]}


def _names(party: Party) -> list[Run]:
    local = [run(party.name_local, party.name_language)] if party.name_local else []
    return [*local, run(party.name_en, "en")]


def _party_rows(*parties: Party) -> list[View]:
    rows = (
        ("Legal name", "名称", [_names(p) for p in parties]),
        ("Registration no.", "注册号", [[run(p.registration_number or "–")] for p in parties]),
        ("Tax no.", "税号", [[run(p.tax_number or "–")] for p in parties]),
        ("Address", "地址", [[run(p.address or "–")] for p in parties]),
        ("Territory", "所在地区", [[_territory(p.territory)] for p in parties]),
    )
    return [{"label_en": en, "label_zh": zh, "values": values} for en, zh, values in rows]


def _territory(code: str) -> Run:
    return run(f"{territories.name(code, EN)} {territories.name(code, ZH)}", "en")


def _terms(doc: ContractDocument) -> list[View]:
    """The rows of the Table of Terms, in the order in which people read them."""
    fact = doc.programme
    origin = [listed([territories.name(c, at) for c in fact.production_territories], at) for at in (EN, ZH)]
    spoken = [languages.name(fact.original_language, at) for at in (EN, ZH)]
    licensed = [listed([languages.name(code, at) for code in doc.languages], at) for at in (EN, ZH)]
    grade = ("Exclusive", "独家") if doc.exclusive else ("Non-exclusive", "非独家")
    return [
        _runs("Programme", "节目", *(run(title.text, title.language) for title in fact.titles), run(fact.public_id)),
        _both("Description", "说明", _extent(doc, EN), _extent(doc, ZH)),
        _both("Origin", "出品地区与原语言", f"{origin[0]}; {spoken[0]}", f"{origin[1]}；{spoken[1]}"),
        *_numbers(doc),
        *_grants(doc),
        _both("Licence period", "授权期限", _period(doc, EN), _period(doc, ZH)),
        _both("Exclusivity", "独家性", *grade),
        _both("Languages", "语言版本", *licensed),
        _both(
            "Licence fee", "许可费",
            f"{amount(doc.fee_minor, doc.currency)} – {in_english(doc.fee_minor, doc.currency)}",
            f"{amount(doc.fee_minor, doc.currency)}　{in_chinese(doc.fee_minor, doc.currency)}",
        ),
    ]  # fmt: skip


def _extent(doc: ContractDocument, language: str) -> str:
    """Series, 2026, 16 episodes of 60 minutes."""
    fact, chinese = doc.programme, language == ZH
    parts = [KINDS[fact.kind][chinese]]
    if fact.year:
        parts.append(f"{fact.year}年" if chinese else str(fact.year))
    if fact.episodes:
        parts.append(f"{fact.episodes}集" if chinese else _counted(fact.episodes, "episode"))
    if fact.minutes:
        each = "每集" if chinese else "each of "
        length = f"{fact.minutes}分钟" if chinese else _counted(fact.minutes, "minute")
        parts.append((each if fact.episodes and fact.episodes > 1 else "") + length)
    return ("，" if chinese else ", ").join(parts)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _numbers(doc: ContractDocument) -> list[View]:
    """Identifiers and permits, where there are any."""
    rows = []
    if doc.programme.identifiers:
        found = [run(f"{SCHEMES.get(i.scheme, i.scheme)} {i.value}") for i in doc.programme.identifiers]
        rows.append(_runs("Identifiers", "节目编码", *found))
    if doc.programme.permits:
        rows.append(_both("Permits", "许可证号", _permits(doc, EN), _permits(doc, ZH)))
    return rows


def _permits(doc: ContractDocument, language: str) -> str:
    chinese = language == ZH
    return "; ".join(
        f"{territories.name(p.territory, language)}: {PERMITS[p.kind][chinese] if p.kind in PERMITS else p.kind} {p.number}"
        for p in doc.programme.permits
    )


def _grants(doc: ContractDocument) -> list[View]:
    """Each grant is two rows, so that a long list of territories stays readable."""
    rows = []
    for number, grant in enumerate(doc.grants, start=1):
        mark = f" {number}" if len(doc.grants) > 1 else ""
        means = [listed([f"{media.name(code, at)} ({code})" for code in grant.media], at) for at in (EN, ZH)]
        places = [listed([territories.name(code, at) for code in grant.territories], at) for at in (EN, ZH)]
        rows += [_both(f"Media{mark}", f"媒体权利{mark}", *means), _both(f"Territory{mark}", f"授权地区{mark}", *places)]
    return rows


def _period(doc: ContractDocument, language: str) -> str:
    start, last = date.fromisoformat(doc.period_start), _last_day(doc)
    if language == ZH:
        return f"{day_zh(start)}至{day_zh(last)}（含首尾两日）" if last else f"自{day_zh(start)}起，无终止日"
    return f"{day_en(start)} to {day_en(last)}, both included" if last else f"From {day_en(start)}, without end"


def _last_day(doc: ContractDocument) -> date | None:
    return date.fromisoformat(doc.period_end) - timedelta(days=1) if doc.period_end else None


def _instalment_heads() -> list[View]:
    heads = (("No.", "期"), ("Share", "比例"), ("Amount", "金额"), ("Due", "付款时间"), ("At the latest on", "最迟日期"))
    return [{"label_en": en, "label_zh": zh} for en, zh in heads]


def _instalments(doc: ContractDocument) -> list[list[Run]]:
    return [
        [
            run(str(row.number)), run(f"{row.percent}%"), run(amount(row.amount_minor, doc.currency)),
            run(f"{DUE[row.due_rule][0]} {DUE[row.due_rule][1]}", "en"), run(row.due_on),
        ]
        for row in doc.instalments
    ]  # fmt: skip


def _boxes(doc: ContractDocument) -> list[View]:
    sides = {"licensor": doc.licensor, "licensee": doc.licensee}
    return [
        SIGNATURE_BOXES[side]._asdict() | {"side_en": SIDES[side][0], "side_zh": SIDES[side][1], "names": _names(party)}
        for side, party in sides.items()
    ]


@lru_cache(maxsize=1)
def wording() -> list[View]:
    """The clauses as they are written, with their {names} still open."""
    path = Path(__file__).parent / "clauses.toml"
    clauses: list[View] = tomllib.loads(path.read_text(encoding="utf-8"))["clause"]
    return clauses


def _clauses(doc: ContractDocument) -> list[View]:
    facts = _facts(doc)
    holds = {"exclusive" if doc.exclusive else "non_exclusive", "closed" if doc.period_end else "open", None}
    made = []
    for number, clause in enumerate(wording(), start=1):
        rows: list[View] = []
        for paragraph in clause["paragraph"]:
            if paragraph.get("when") not in holds:
                continue
            own = {at: paragraph[at].format_map(facts) for at in ("en", "zh")}
            rows.append({"number": f"{number}.{_position(rows)}", **own})
            rows += _definitions(doc) if paragraph.get("list") == "media" else []
        made.append({"number": str(number), "en": clause["en"], "zh": clause["zh"], "rows": rows})
    return made


def _position(rows: list[View]) -> int:
    """Listed items have no number of their own."""
    return 1 + sum(1 for row in rows if row["number"] != "•")


def _definitions(doc: ContractDocument) -> list[View]:
    granted = {code for grant in doc.grants for code in grant.media}
    return [
        {
            "number": "•",
            "en": f"{media.name(code, EN)} ({code}): {media.definition(code, EN)}",
            "zh": f"{media.name(code, ZH)}（{code}）：{media.definition(code, ZH)}",
        }
        for code in media.codes
        if code in granted
    ]


def _facts(doc: ContractDocument) -> dict[str, str]:
    """What the clauses' {names} stand for."""
    start, last = date.fromisoformat(doc.period_start), _last_day(doc)
    control_en, control_zh = CONTROL[doc.controlling_language]
    named = {f"{code.lower()}_en": territories.name(code, EN) for code in ("CN", "HK", "MO", "TW")}
    named |= {f"{code.lower()}_zh": territories.name(code, ZH) for code in ("CN", "HK", "MO", "TW")}
    return named | {
        "grade_en": "on an exclusive basis" if doc.exclusive else "on a non-exclusive basis",
        "grade_zh": "独家" if doc.exclusive else "非独家",
        "start_en": day_en(start), "start_zh": day_zh(start),
        "last_en": day_en(last) if last else "", "last_zh": day_zh(last) if last else "",
        "fee": amount(doc.fee_minor, doc.currency),
        "fee_words_en": in_english(doc.fee_minor, doc.currency), "fee_words_zh": in_chinese(doc.fee_minor, doc.currency),
        "commission": f"{doc.commission_basis_points / 100:g}",
        "control_en": control_en, "control_zh": control_zh,
    }  # fmt: skip

"""The agreement as the template draws it: every name, date and amount resolved to text in both languages."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from marketplace.contracts.documents.amounts_in_words import in_chinese, in_english
from marketplace.contracts.documents.clauses import CONTROL, Wording, clauses, last_day, wording
from marketplace.contracts.documents.layout import MARGIN_LEFT, MARGIN_TOP, SIGNATURE_BOXES
from marketplace.contracts.documents.plain import EN, ZH, amount, day_en, day_zh, join_names
from marketplace.contracts.documents.schema import ContractDocument, Party, Permit, Title, data_hash
from marketplace.contracts.documents.texts import Run, breakable, printable, run
from marketplace.vocabularies import languages, territories

View = dict[str, Any]

SIDES = {"licensor": ("Licensor", "许可方"), "licensee": ("Licensee", "被许可方")}
KINDS = {
    "film": ("Film", "电影"),
    "series": ("Series", "剧集"),
    "micro_drama": ("Micro-drama", "微短剧"),
    "documentary": ("Documentary", "纪录片"),
    "animation": ("Animation", "动画片"),
    "variety": ("Variety", "综艺节目"),
    "commercial": ("Commercial", "广告片"),
    "trailer": ("Trailer", "预告片"),
}
# In step with marketplace.offers.terms.DUE_RULES, which count from the day both have signed.
DUE = {
    "signature": ("within 7 days of signature", "签署后7日内"),
    "days30": ("within 30 days of signature", "签署后30日内"),
    "days60": ("within 60 days of signature", "签署后60日内"),
    "days90": ("within 90 days of signature", "签署后90日内"),
}
SCHEMES = {"eidr": "EIDR", "isan": "ISAN", "imdb": "IMDb", "house": "No."}
SIGNING_EN = (
    "Signed electronically for the parties by the persons named below. Each signature can be checked with any PDF "
    "reader that validates signatures; the number at the foot of every page is the SHA-256 of the agreed terms."
)
SIGNING_ZH = (
    "下列人员代表双方以电子方式签署。任何支持签名验证的PDF阅读器均可核验各签名；"
    "每页页脚的编码为约定条款数据的SHA-256值。"
)


def view(doc: ContractDocument) -> View:
    """All that `contract.typ` reads. Raises KeyError for unknown codes, ValueError for another wording."""
    words, made = wording(doc.wording), date.fromisoformat(doc.date)
    control_en, control_zh = CONTROL[doc.controlling_language]
    zones = _day_zone(doc.time_zone, made)
    return {
        "title_en": "Programme Licence Agreement",
        "title_zh": "节目许可协议",
        "number": printable(doc.number),
        "hash": data_hash(doc.to_json()),
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "date_en": " ".join(filter(None, (words.labels["date"][0], day_en(made)))),
        "date_zh": " ".join(filter(None, (words.labels["date"][1], day_zh(made)))),
        "controls_en": f"The text in {control_en} prevails. {zones[0]}".strip(),
        "controls_zh": f"以{control_zh}文本为准。{zones[1]}",
        "parties": [{"side_en": en, "side_zh": zh} for en, zh in SIDES.values()],
        "party_rows": _party_rows(doc.licensor, doc.licensee),
        "terms": _terms(doc),
        "instalment_heads": _instalment_heads(words),
        "instalments": _instalments(doc),
        "clauses": clauses(doc),
        "signing_en": SIGNING_EN,
        "signing_zh": SIGNING_ZH,
        "margin_left": MARGIN_LEFT,
        "margin_top": MARGIN_TOP,
        "boxes": _boxes(doc),
    }


def _day_zone(time_zone: str, made: date) -> tuple[str, str]:
    """Whose days the agreement counts, in English and Chinese; nothing in agreements that do not say."""
    if not time_zone:
        return "", ""
    offset = f"{datetime(made.year, made.month, made.day, 12, tzinfo=ZoneInfo(time_zone)):%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}"
    return f"Days are the Licensor’s, {zone} ({time_zone}).", f"日期以许可方所在时区为准：{zone}（{time_zone}）。"


def _both(label_en: str, label_zh: str, en: str, zh: str) -> View:
    return {"label_en": label_en, "label_zh": label_zh, "en": breakable(en), "zh": breakable(zh)}


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
    fact, words = doc.programme, wording(doc.wording)
    origin = [join_names([territories.name(c, at) for c in fact.production_territories], at) for at in (EN, ZH)]
    spoken = [languages.name(fact.original_language, at) for at in (EN, ZH)]
    licensed = [join_names([languages.name(code, at) for code in doc.languages], at) for at in (EN, ZH)]
    used = [join_names([words.uses[code][place] for code in doc.uses], at) for place, at in enumerate((EN, ZH))]
    return [
        _runs(*words.labels["programme"], *(_title(title) for title in fact.titles), run(fact.public_id)),
        _both("Description", "说明", _extent(doc, EN), _extent(doc, ZH)),
        _both("Origin", "出品地区与原语言", f"{origin[0]} – {spoken[0]}", f"{origin[1]} – {spoken[1]}"),
        *_numbers(doc),
        *_grants(doc),
        _both(*words.labels["period"], _period(doc, EN), _period(doc, ZH)),
        _both(*words.labels["grade"], words.grades[doc.grade].en, words.grades[doc.grade].zh),
        _both("Languages", "语言版本", *licensed),
        _both("Use of the languages", "语言使用方式", *used),
        _both(
            *words.labels["fee"],
            f"{amount(doc.fee_minor, doc.currency)} – {in_english(doc.fee_minor, doc.currency)}",
            f"{amount(doc.fee_minor, doc.currency)}　{in_chinese(doc.fee_minor, doc.currency)}",
        ),
    ]


def _title(title: Title) -> Run:
    """A title, with the name of its language beside it."""
    names = [languages.name(title.language, at) for at in (EN, ZH)]
    return {**run(title.text, title.language), "note": " ".join(names)}


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
    return ("；" if language == ZH else "; ").join(
        _permit(permit, wording(doc.wording), language) for permit in doc.programme.permits
    )


def _permit(permit: Permit, words: Wording, language: str) -> str:
    kind = words.permits.get(permit.kind, (permit.kind, permit.kind))[language == ZH]
    return f"{territories.name(permit.territory, language)} – {kind} {permit.number}"


def _grants(doc: ContractDocument) -> list[View]:
    """Each grant is two rows, so that a long list of territories stays readable."""
    rows, words = [], wording(doc.wording)
    for number, grant in enumerate(doc.grants, start=1):
        mark = f" {number}" if len(doc.grants) > 1 else ""
        means = [
            join_names([f"{words.media[code][place]} ({code})" for code in grant.media], at)
            for place, at in enumerate((EN, ZH))
        ]
        places = [join_names([territories.name(code, at) for code in grant.territories], at) for at in (EN, ZH)]
        rows += [
            _both(*(f"{label}{mark}" for label in words.labels["media"]), *means),
            _both(*(f"{label}{mark}" for label in words.labels["territory"]), *places),
        ]
    return rows


def _period(doc: ContractDocument, language: str) -> str:
    start, last = date.fromisoformat(doc.period_start), last_day(doc)
    if language == ZH:
        return f"{day_zh(start)}至{day_zh(last)}（含首尾两日）" if last else f"自{day_zh(start)}起，无终止日"
    return f"{day_en(start)} to {day_en(last)}, both included" if last else f"From {day_en(start)}, without end"


def _instalment_heads(words: Wording) -> list[View]:
    heads = (
        ("No.", "期"),
        ("Share", "比例"),
        ("Amount", "金额"),
        ("Due", "付款时间"),
        words.labels["due"],
    )
    return [{"label_en": en, "label_zh": zh} for en, zh in heads]


def _instalments(doc: ContractDocument) -> list[list[Run]]:
    return [
        [
            run(str(row.number)),
            run(f"{row.percent}%"),
            run(amount(row.amount_minor, doc.currency)),
            run(f"{DUE[row.due_rule][0]} {DUE[row.due_rule][1]}", "en"),
            run(row.due_on),
        ]
        for row in doc.instalments
    ]


def _boxes(doc: ContractDocument) -> list[View]:
    sides = {"licensor": doc.licensor, "licensee": doc.licensee}
    return [
        SIGNATURE_BOXES[side]._asdict() | {"side_en": SIDES[side][0], "side_zh": SIDES[side][1], "names": _names(party)}
        for side, party in sides.items()
    ]

"""The agreement as the template draws it: every name, date and amount resolved to text in both languages."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from marketplace.contracts.documents.amounts_in_words import in_chinese, in_english
from marketplace.contracts.documents.clauses import CONTROL, Wording, fill_clauses, find_wording, last_day
from marketplace.contracts.documents.layout import MARGIN_LEFT, MARGIN_TOP, SIGNATURE_BOXES
from marketplace.contracts.documents.plain import EN, ZH, amount_text, day_en, day_zh, join_names
from marketplace.contracts.documents.schema import ContractDocument, Party, Permit, Title, data_hash
from marketplace.contracts.documents.texts import Run, make_breakable, make_printable, make_run
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


def build_view(doc: ContractDocument) -> View:
    """All that `contract.typ` reads. Raises KeyError for unknown codes, ValueError for another wording."""
    words, made = find_wording(doc.wording), date.fromisoformat(doc.date)
    control_en, control_zh = CONTROL[doc.controlling_language]
    zones = _day_zone(doc.time_zone, made)
    return {
        "title_en": "Programme Licence Agreement",
        "title_zh": "节目许可协议",
        "number": make_printable(doc.number),
        "hash": data_hash(doc.to_json()),
        "date": {"year": made.year, "month": made.month, "day": made.day},
        "date_en": " ".join(filter(None, (words.labels["date"][0], day_en(made)))),
        "date_zh": " ".join(filter(None, (words.labels["date"][1], day_zh(made)))),
        "controls_en": f"The text in {control_en} prevails. {zones[0]}".strip(),
        "controls_zh": f"以{control_zh}文本为准。{zones[1]}",
        "parties": [{"side_en": en, "side_zh": zh} for en, zh in SIDES.values()],
        "party_rows": _party_rows(doc.licensor, doc.licensee),
        "terms": _terms_rows(doc),
        "instalment_heads": _instalment_heads(words),
        "instalments": _instalment_rows(doc),
        "clauses": fill_clauses(doc),
        "signing_en": SIGNING_EN,
        "signing_zh": SIGNING_ZH,
        "margin_left": MARGIN_LEFT,
        "margin_top": MARGIN_TOP,
        "boxes": _signature_boxes(doc),
    }


def _day_zone(time_zone: str, made: date) -> tuple[str, str]:
    """Whose days the agreement counts, in English and Chinese; nothing in agreements that do not say."""
    if not time_zone:
        return "", ""
    offset = f"{datetime(made.year, made.month, made.day, 12, tzinfo=ZoneInfo(time_zone)):%z}"
    zone = f"UTC{offset[:3]}:{offset[3:5]}"
    return f"Days are the Licensor’s, {zone} ({time_zone}).", f"日期以许可方所在时区为准：{zone}（{time_zone}）。"


def _bilingual_row(label_en: str, label_zh: str, en: str, zh: str) -> View:
    return {"label_en": label_en, "label_zh": label_zh, "en": make_breakable(en), "zh": make_breakable(zh)}


def _runs_row(label_en: str, label_zh: str, *runs: Run) -> View:
    return {"label_en": label_en, "label_zh": label_zh, "runs": list(runs) or [make_run("–")]}


def _party_names(party: Party) -> list[Run]:
    local = [make_run(party.name_local, party.name_language)] if party.name_local else []
    return [*local, make_run(party.name_en, "en")]


def _party_rows(*parties: Party) -> list[View]:
    rows = (
        ("Legal name", "名称", [_party_names(p) for p in parties]),
        ("Registration no.", "注册号", [[make_run(p.registration_number or "–")] for p in parties]),
        ("Tax no.", "税号", [[make_run(p.tax_number or "–")] for p in parties]),
        ("Address", "地址", [[make_run(p.address or "–")] for p in parties]),
        ("Territory", "所在地区", [[_territory_run(p.territory)] for p in parties]),
    )
    return [{"label_en": en, "label_zh": zh, "values": values} for en, zh, values in rows]


def _territory_run(code: str) -> Run:
    return make_run(f"{territories.name(code, EN)} {territories.name(code, ZH)}", "en")


def _terms_rows(doc: ContractDocument) -> list[View]:
    """The rows of the Table of Terms, in the order in which people read them."""
    fact, words = doc.programme, find_wording(doc.wording)
    origin = [join_names([territories.name(c, at) for c in fact.production_territories], at) for at in (EN, ZH)]
    spoken = [languages.name(fact.original_language, at) for at in (EN, ZH)]
    licensed = [join_names([languages.name(code, at) for code in doc.languages], at) for at in (EN, ZH)]
    used = [join_names([words.uses[code][place] for code in doc.uses], at) for place, at in enumerate((EN, ZH))]
    return [
        _runs_row(*words.labels["programme"], *(_title_run(title) for title in fact.titles), make_run(fact.public_id)),
        _bilingual_row("Description", "说明", _extent_text(doc, EN), _extent_text(doc, ZH)),
        _bilingual_row("Origin", "出品地区与原语言", f"{origin[0]} – {spoken[0]}", f"{origin[1]} – {spoken[1]}"),
        *_identifier_rows(doc),
        *_grant_rows(doc),
        _bilingual_row(*words.labels["period"], _period_text(doc, EN), _period_text(doc, ZH)),
        _bilingual_row(*words.labels["grade"], words.grades[doc.grade].en, words.grades[doc.grade].zh),
        _bilingual_row("Languages", "语言版本", *licensed),
        _bilingual_row("Use of the languages", "语言使用方式", *used),
        _bilingual_row(
            *words.labels["fee"],
            f"{amount_text(doc.fee_minor, doc.currency)} – {in_english(doc.fee_minor, doc.currency)}",
            f"{amount_text(doc.fee_minor, doc.currency)}　{in_chinese(doc.fee_minor, doc.currency)}",
        ),
    ]


def _title_run(title: Title) -> Run:
    """A title, with the name of its language beside it."""
    names = [languages.name(title.language, at) for at in (EN, ZH)]
    return {**make_run(title.text, title.language), "note": " ".join(names)}


def _extent_text(doc: ContractDocument, language: str) -> str:
    """Series, 2026, 16 episodes of 60 minutes."""
    fact, chinese = doc.programme, language == ZH
    parts = [KINDS[fact.kind][chinese]]
    if fact.year:
        parts.append(f"{fact.year}年" if chinese else str(fact.year))
    if fact.episodes:
        parts.append(f"{fact.episodes}集" if chinese else _count_noun(fact.episodes, "episode"))
    if fact.minutes:
        each = "每集" if chinese else "each of "
        length = f"{fact.minutes}分钟" if chinese else _count_noun(fact.minutes, "minute")
        parts.append((each if fact.episodes and fact.episodes > 1 else "") + length)
    return ("，" if chinese else ", ").join(parts)


def _count_noun(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _identifier_rows(doc: ContractDocument) -> list[View]:
    """Identifiers and permits, where there are any."""
    rows = []
    if doc.programme.identifiers:
        found = [make_run(f"{SCHEMES.get(i.scheme, i.scheme)} {i.value}") for i in doc.programme.identifiers]
        rows.append(_runs_row("Identifiers", "节目编码", *found))
    if doc.programme.permits:
        rows.append(_bilingual_row("Permits", "许可证号", _permits_text(doc, EN), _permits_text(doc, ZH)))
    return rows


def _permits_text(doc: ContractDocument, language: str) -> str:
    return ("；" if language == ZH else "; ").join(
        _permit_text(permit, find_wording(doc.wording), language) for permit in doc.programme.permits
    )


def _permit_text(permit: Permit, words: Wording, language: str) -> str:
    kind = words.permits.get(permit.kind, (permit.kind, permit.kind))[language == ZH]
    return f"{territories.name(permit.territory, language)} – {kind} {permit.number}"


def _grant_rows(doc: ContractDocument) -> list[View]:
    """Each grant is two rows, so that a long list of territories stays readable."""
    rows, words = [], find_wording(doc.wording)
    for number, grant in enumerate(doc.grants, start=1):
        mark = f" {number}" if len(doc.grants) > 1 else ""
        means = [
            join_names([f"{words.media[code][place]} ({code})" for code in grant.media], at)
            for place, at in enumerate((EN, ZH))
        ]
        places = [join_names([territories.name(code, at) for code in grant.territories], at) for at in (EN, ZH)]
        rows += [
            _bilingual_row(*(f"{label}{mark}" for label in words.labels["media"]), *means),
            _bilingual_row(*(f"{label}{mark}" for label in words.labels["territory"]), *places),
        ]
    return rows


def _period_text(doc: ContractDocument, language: str) -> str:
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


def _instalment_rows(doc: ContractDocument) -> list[list[Run]]:
    return [
        [
            make_run(str(row.number)),
            make_run(f"{row.percent}%"),
            make_run(amount_text(row.amount_minor, doc.currency)),
            make_run(f"{DUE[row.due_rule][0]} {DUE[row.due_rule][1]}", "en"),
            make_run(row.due_on),
        ]
        for row in doc.instalments
    ]


def _signature_boxes(doc: ContractDocument) -> list[View]:
    sides = {"licensor": doc.licensor, "licensee": doc.licensee}
    return [
        SIGNATURE_BOXES[side]._asdict()
        | {"side_en": SIDES[side][0], "side_zh": SIDES[side][1], "names": _party_names(party)}
        for side, party in sides.items()
    ]

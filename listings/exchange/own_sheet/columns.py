"""The columns of Monsoon's own rights sheet, with their headers and explanations in the languages of the interface.

Both languages stand here and not in the translations, because a sheet is read by its headers in either language,
whatever the reader's own is.
"""

from typing import NamedTuple

from marketplace.vocabularies import grades

EN, ZH = 0, 1
_MEANINGS = (
    " ".join(f"{grade.en}: {grade.definition_en}" for grade in grades.GRADES),
    "".join(f"{grade.zh}：{grade.definition_zh}" for grade in grades.GRADES),
)


class Column(NamedTuple):
    """`key` names it in code and findings; headers and explanations in (English, Chinese); `width` in characters."""

    key: str
    header: tuple[str, str]
    explained: tuple[str, str]
    width: int = 14
    needed: bool = False


COLUMNS = (
    Column("title_id", ("Title ID", "节目编号"), ("Monsoon's number of the title, for example MN-TH-004182.", "本平台的节目编号，例如 MN-TH-004182。"), 15, True),
    Column("title", ("Title", "片名"), ("For you to read; it is not changed from here.", "仅供阅读，不会由此修改。"), 28),
    Column("kind", ("Record", "记录类型"), ("Whether you hold the right, or what is taken of it.", "您持有的权利，或其中已被占用的部分。"), 20, True),
    Column("territories", ("Territories", "授权地区"), ("Codes with commas between them, or All.", "地区代码，用逗号分隔；或写“全部”。"), 24, True),
    Column("without", ("Without territories", "除外地区"), ("Territories left out of those before.", "从前一栏中除去的地区。"), 18),
    Column("media", ("Rights", "权利"), ("Codes with commas between them, or All.", "权利代码，用逗号分隔；或写“全部”。"), 24, True),
    Column("languages", ("Languages", "语言"), ("Codes with commas between them, or All. Empty = All.", "语言代码，用逗号分隔；或写“全部”。留空即全部。"), 18),
    Column("uses", ("Language uses", "语言使用方式"), ("Original, Subtitles, Dub, Voice-over, or All. Empty = All.", "原声、字幕、配音、画外旁译，或“全部”。留空即全部。"), 18),
    Column("start", ("First day", "起始日"), ("Like 2027-03-01.", "写作 2027-03-01。"), 12, True),
    Column("end", ("Last day", "截止日"), ("Like 2029-02-28, this day included; or Open.", "写作 2029-02-28，含当日；或写“无期限”。"), 12, True),
    Column("grade", ("Kind of licence", "许可性质"), (f"{_MEANINGS[EN]} Empty for holdbacks and own use.", f"{_MEANINGS[ZH]}限播期与自用留空。"), 20),
    Column("latest_end", ("Latest end of a licence", "授权最晚截止日"), ("Rights held: the last day that a licence you grant may run to.", "持有的权利：您授出的权利最晚可至的日期。"), 14),
    Column("underlying_end", ("Underlying rights end", "基础权利到期日"), ("Rights held: the last day of the music or author's rights.", "持有的权利：音乐或原著等权利的最后一日。"), 14),
    Column("underlying_note", ("Underlying rights", "基础权利"), ("Which rights these are.", "上述基础权利的说明。"), 18),
    Column("source", ("Source contract", "来源合同"), ("Rights held: the contract that you hold them by.", "持有的权利：取得该权利的合同。"), 18),
    Column("binds", ("Holdback binds", "限播期约束对象"), ("Holdbacks: the licensor (nothing is released elsewhere) or the licensee (does not start before the end).", "限播期：约束授权方（不在别处发行）或被授权方（期满前不启用）。"), 16),
    Column("expires", ("Held until", "保留至"), ("Options and holds: day, or day and time like 2027-03-01T12:00Z.", "选择权与保留：日期，或日期加时间，如 2027-03-01T12:00Z。"), 18),
    Column("runs", ("Runs", "播出次数"), ("Linear rights: how often it may be shown.", "线性播出权：可播出的次数。"), 8),
    Column("catch_up", ("Days of catch-up", "回看天数"), ("Linear rights: how long it may be caught up on.", "线性播出权：可回看的天数。"), 10),
    Column("cut", ("Cut", "剪辑版本"), ("The version licensed, as it is named with the title.", "所授权的版本，与节目中的名称一致。"), 14),
    Column("licensee", ("Licensee", "被授权方"), ("For you to read: who it is taken by, where Monsoon knows.", "仅供阅读：本平台已知的占用方。"), 20),
    Column("note", ("Note", "备注"), ("Only your organisation sees it.", "仅贵机构可见。"), 24),
    Column("record", ("Number", "记录编号"), ("Leave it: it lets a changed row find its record. Empty = a new record.", "请勿改动：修改后的行据此找到原记录。留空即新记录。"), 16),
)  # fmt: skip
KEYS = tuple(column.key for column in COLUMNS)
NEEDED = tuple(column.key for column in COLUMNS if column.needed)
BY_HEADER = {header.casefold(): column.key for column in COLUMNS for header in column.header}
BY_HEADER |= {"exclusivity": "grade", "独家性": "grade", "限播期约束对象": "binds"}  # as older sheets call them

KINDS = {
    "held": ("Right held", "持有的权利"),
    "licence": ("Licence", "授权"),
    "reservation": ("Hold for a signed deal", "为已成交交易保留"),
    "option": ("Option", "选择权"),
    "external": ("Licensed elsewhere", "已在他处授权"),
    "holdback": ("Holdback", "限播期"),
    "mandate": ("Mandate of an agent", "代理授权"),
    "own_use": ("Own use", "自用"),
}
GRADES = {grade.code: (grade.en, grade.zh) for grade in grades.GRADES}
# Words that one must be asked about: a Chinese buyer means 独占 by 独家, older sheets meant 排他. Under its old header the
# column said "sole" and "exclusive" the other way round.
ASKED = frozenset({"独家"})
ASKED_UNDER_OLD_HEADER = ASKED | {"sole", "exclusive", "独家（排他）"}
OLD_GRADE_HEADERS = frozenset({"exclusivity", "独家性"})
QUESTION = " ?"
BINDS = {"licensor": ("Licensor", "授权方"), "licensee": ("Licensee", "被授权方")}
USES = {
    "ORIG": ("Original", "原声"),
    "SUB": ("Subtitles", "字幕"),
    "DUB": ("Dub", "配音"),
    "VO": ("Voice-over", "画外旁译"),
}
ALL = ("All", "全部")
OPEN = ("Open", "无期限")
SHEETS = ("Rights", "权利"), ("Explanation", "说明")
HEADINGS = {
    "columns": ("Columns", "各栏说明"),
    "territories": ("Territories", "授权地区"),
    "media": ("Rights", "权利"),
    "languages": ("Languages", "语言"),
    "values": ("Values", "可选值"),
    "code": ("Code", "代码"),
    "name": ("Name", "名称"),
    "comment": ("Rows that begin with // are not read.", "以 // 开头的行不会被读取。"),
}


def place_of(language: str) -> int:
    """Which of two texts is in this language; English for every other."""
    return ZH if language.lower().startswith("zh") else EN

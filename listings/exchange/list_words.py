"""Cells of a list of titles as people write them, in Chinese and English: numbers, lengths, kinds, genres, names."""

import re
import unicodedata
from collections.abc import Iterable

# Types of works, by our code and as people write them.
KINDS = {
    "film": """film movie short feature feature_film short_film tv_movie telefilm 电影 電影 故事片 影片 院线电影 网络电影 网大 短片 片子""",
    "series": """series season tv_series tv_drama drama_series drama miniseries mini-series tv_show web_series 剧集 劇集 电视剧 電視劇
        连续剧 連續劇 网剧 网络剧 短剧集 系列剧""",
    "micro_drama": "micro-drama micro_drama microdrama vertical_drama 微短剧 短剧 竖屏短剧 网络微短剧 微短劇 短劇",
    "documentary": "documentary documentaries doc docu documentary_film documentary_series 纪录片 紀錄片 纪录电影",
    "animation": "animation animated_film animated_series cartoon anime 动画 动画片 動畫 動畫片 动漫 动画电影",
    "variety": "variety variety_show reality_show non-episodic_show 综艺 综艺节目 綜藝 真人秀",
}
GENRES = {
    "costume": "古装 古裝 costume period", "romance": "爱情 愛情 言情 甜宠 romantic romance rom-com romcom", "drama": "剧情 劇情 drama dramas",
    "family": "家庭 伦理 family", "urban": "都市 现代 现实 urban", "culture": "人文 文化 culture", "mystery": "悬疑 懸疑 推理 mystery",
    "comedy": "喜剧 喜劇 搞笑 comedy comedies rom-com romcom", "action": "动作 動作 action", "war": "战争 戰爭 军旅 抗战 war",
    "history": "历史 歷史 年代 history historical", "martial_arts": "武侠 武俠 功夫 wuxia martial_arts", "fantasy": "奇幻 玄幻 仙侠 仙俠 魔幻 fantasy",
    "science_fiction": "科幻 sci-fi science_fiction", "horror": "恐怖 惊悚恐怖 horror", "crime": "犯罪 刑侦 涉案 crime", "youth": "青春 校园 youth teen",
    "food": "美食 food", "travel": "旅游 旅行 travel", "nature": "自然 nature", "music": "音乐 音樂 歌舞 music", "sport": "体育 運動 竞技 sport sports",
    "children": "儿童 兒童 少儿 children kids", "adventure": "冒险 冒險 探险 adventure", "thriller": "惊悚 驚悚 thriller", "reality": "真人秀 reality",
    "game": "游戏 竞赛 game_show",
}  # fmt: skip
LIST_MARKS = re.compile(r"[;；、,，/／|\n]")
NAME_MARKS = re.compile(r"[;；、\n]")
HOURS = re.compile(
    r"(\d{1,2})\s*(?:小时|小時|时|hours?|hrs?|h)\s*(?:(\d{1,2})\s*(?:分钟|分鐘|分|minutes?|mins?|m|')?)?", re.ASCII
)
CLOCK = re.compile(r"(\d{1,2}):([0-5]\d):[0-5]\d", re.ASCII)
MINUTES = re.compile(
    r"(?:约|大约|about|ca\.?)?\s*(\d{1,3})\s*(?:分钟|分鐘|分|minutes?|mins?\.?|m|')?\s*(?:[/每]\s*(?:集|ep|episode)|一集|each)?",
    re.ASCII,
)
EPISODES_BY = re.compile(r"(\d{1,4})\s*(?:集|eps?\.?|episodes?)?\s*[x×*]\s*(.+)", re.ASCII)
EPISODES = re.compile(r"(?:全|共)?\s*(\d{1,4})\s*(?:集|eps?\.?|episodes?)?(?:全)?", re.ASCII)
BUDDHIST = 543


def normalise_text(text: str) -> str:
    """Full-width digits and marks as ASCII, one kind of apostrophe, no needless blanks, small letters."""
    normal = unicodedata.normalize("NFKC", text).replace("’", "'").replace("′", "'").replace("‘", "'")
    return " ".join(normal.split()).casefold()


def word_of(table: dict[str, str]) -> dict[str, str]:
    """{word: code} of a table of words; a word of two codes has the first."""
    found: dict[str, str] = {}
    for code, words in table.items():
        for word in words.split():
            found.setdefault(word.replace("_", " "), code)
    return found


KIND_WORDS = word_of(KINDS) | {code.replace("_", "-"): code for code in KINDS}


def kind_of(text: str) -> str:
    """Our type of work; "" for another word."""
    return KIND_WORDS.get(normalise_text(text), "")


def genres_of(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(genres in their order, words that are none)."""
    genres: list[str] = []
    strange: list[str] = []
    for word in split_words(text):
        found = [
            code
            for code, words in GENRES.items()
            if normalise_text(word) in words.replace("_", " ").split() or normalise_text(word) == code
        ]
        genres += found
        strange += [] if found else [word]
    return tuple(dict.fromkeys(genres)), tuple(strange)


def split_words(text: str) -> list[str]:
    """The words of a list, however they are parted."""
    return [word.strip() for word in LIST_MARKS.split(text) if word.strip()]


def names_in(text: str) -> Iterable[str]:
    """Names parted by semicolons or the Chinese enumeration comma; a comma may belong to a company's name."""
    return [name.strip()[:200] for name in NAME_MARKS.split(text) if name.strip()]


def whole_number(text: str, unit: str = "") -> int | None:
    """Digits of any width, perhaps with their unit (年)."""
    word = normalise_text(text).removesuffix(unit).strip()
    return int(word) if re.fullmatch(r"\d{1,5}", word, re.ASCII) else None


def length_of(text: str) -> tuple[int | None, int] | None:
    """(episodes, minutes of one) of 45分钟, 1h 38, 1小时52分, 01:52:00, 40 x 45'; None for what is none of these."""
    word = normalise_text(text)
    if by := EPISODES_BY.fullmatch(word):
        inner = length_of(by[2])
        return None if inner is None or inner[0] is not None else (int(by[1]), inner[1])
    if found := HOURS.fullmatch(word) or CLOCK.fullmatch(word):
        return None, int(found[1]) * 60 + int(found[2] or 0)
    found = MINUTES.fullmatch(word)
    return (None, int(found[1])) if found else None


def episodes_of(text: str) -> int | None:
    """40, 40集, 全40集, 24 eps."""
    found = EPISODES.fullmatch(normalise_text(text))
    return int(found[1]) if found else None

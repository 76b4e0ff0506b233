"""Measures how well titles are found: recall@10 and MRR per way of asking and script, on real titles.

`measure(cursor)` needs a PostgreSQL cursor (any DB API one with %s) and leaves nothing behind; `table(...)` prints.
Queries are made from the titles themselves, by means other than the searched code where there are any (diacritics,
script forms), with a fixed seed. A query counts as found when a programme of the same title is among the first ten.
"""

import csv
import random
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import Any

import opencc
import pypinyin

from listings.text import best_similarity, index_tokens, parse_query
from listings.text.breaks import split_clusters
from listings.text.scripts import has_han, is_spaceless, normalise_text

CATALOGUE = Path(__file__).resolve().parents[4] / "shared" / "data" / "catalogue"
GOALS = {
    "full": 0.99,
    "part": 0.99,
    "no diacritics": 0.97,
    "pinyin": 0.97,
    "initials": 0.9,
    "other form": 0.99,
    "one typo": 0.9,
}
PAGE, CANDIDATES = 10, 200
LETTERS = "abcdefghijklmnopqrstuvwxyz"
CHARACTERS = "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学"
CONVERTERS = [opencc.OpenCC(name) for name in ("s2tw", "s2hk", "t2s")]

SEARCH = """
    SELECT id, titles FROM text_quality WHERE tokens @@ %s::tsquery
    ORDER BY ts_rank(tokens, %s::tsquery, 1) DESC, id LIMIT %s
"""


@dataclass(frozen=True)
class Programme:
    titles: tuple[str, ...]
    names: tuple[str, ...]
    language: str

    def texts(self) -> Iterator[tuple[str, str]]:
        yield from ((text, self.language) for text in (*self.titles, *self.names))


@dataclass
class Score:
    """Of one way of asking in one script."""

    asked: int = 0
    found: int = 0
    reciprocal: float = 0.0
    missed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def recall(self) -> float:
        return self.found / self.asked

    @property
    def mrr(self) -> float:
        return self.reciprocal / self.asked

    def add(self, query: str, title: str, place: int | None) -> None:
        self.asked += 1
        if place is None:
            self.missed.append((query, title))
        else:
            self.found += 1
            self.reciprocal += 1 / (place + 1)


@dataclass
class Report:
    scores: dict[tuple[str, str], Score]
    programmes: int
    tokens: int
    index_seconds: float
    query_milliseconds: list[float]

    def recall(self, kind: str) -> float:
        """Over all scripts."""
        scores = [score for (asked, _), score in self.scores.items() if asked == kind]
        return sum(score.found for score in scores) / sum(score.asked for score in scores)


def catalogue() -> list[Programme]:
    """The shared titles, both files."""
    return [
        Programme(
            titles=tuple(filter(None, (row["title_original"], row["title_en"]))),
            names=tuple(filter(None, (row.get("company", ""), *row["directors"].split(";")))),
            language=row["title_language"],
        )
        for name in ("hand-curated-originals.csv", "titles.csv")
        for row in csv.DictReader((CATALOGUE / name).read_text("utf-8-sig").splitlines())
    ]


def measure(cursor: Any, programmes: Sequence[Programme], sample: int = 300) -> Report:
    """Stores `programmes`, asks for `sample` titles of each big script and for all of the small ones."""
    tokens, index_seconds = _store(cursor, programmes)
    report = Report(defaultdict(Score), len(programmes), tokens, index_seconds, [])
    for script, known in _by_script(programmes).items():
        chosen = random.Random(script).sample(known, min(sample, len(known)))
        for title in chosen:
            for kind, query in questions(title):
                report.scores[kind, script].add(query, title, _place(cursor, query, title, report))
    cursor.execute("DROP TABLE text_quality")
    return report


def _store(cursor: Any, programmes: Sequence[Programme]) -> tuple[int, float]:
    index_tokens([("流浪地球 ไทย", "zh")])  # dictionaries are loaded once a process
    started = perf_counter()
    rows = [(place, list(one.titles), index_tokens(one.texts())) for place, one in enumerate(programmes)]
    seconds = perf_counter() - started
    cursor.execute("CREATE TEMPORARY TABLE text_quality (id int PRIMARY KEY, titles text[], tokens tsvector)")
    cursor.executemany("INSERT INTO text_quality VALUES (%s, %s, array_to_tsvector(%s))", rows)
    cursor.execute("CREATE INDEX ON text_quality USING gin (tokens)")
    cursor.execute("ANALYZE text_quality")
    return sum(len(tokens) for *_, tokens in rows), seconds


def search(cursor: Any, text: str) -> list[tuple[str, ...]]:
    """Titles of the programmes found, best first: the strict query, filled up by the loose one."""
    query = parse_query(text)
    if query is None:
        return []
    cursor.execute(SEARCH, (query.tsquery, query.rank_tsquery, CANDIDATES))
    found = dict(cursor.fetchall())
    if len(found) < PAGE:
        cursor.execute(SEARCH, (query.loose, query.rank_tsquery, CANDIDATES))
        found |= dict(cursor.fetchall())
    ranked = sorted(found.values(), key=lambda titles: -best_similarity(query.text, titles))
    return [tuple(titles) for titles in ranked]


def _place(cursor: Any, query: str, title: str, report: Report) -> int | None:
    started = perf_counter()
    found = search(cursor, query)[:PAGE]
    report.query_milliseconds.append(1000 * (perf_counter() - started))
    wanted = normalise_text(title)
    return next((place for place, titles in enumerate(found) if wanted in map(normalise_text, titles)), None)


def script_of(title: str) -> str:
    """The name of the title's script; Latin with Vietnamese or other diacritics apart."""
    if has_han(title):
        return "Chinese"
    for letter in filter(str.isalpha, title):
        name = unicodedata.name(letter).split()[0].capitalize()
        if name != "Latin":
            return "Burmese" if name == "Myanmar" else name
    return "Latin" if title.isascii() else "Latin, marked"


def _by_script(programmes: Iterable[Programme]) -> dict[str, list[str]]:
    grouped: dict[str, dict[str, None]] = defaultdict(dict)
    for title in (title for one in programmes for title in one.titles):
        grouped[script_of(title)][title] = None
    return {script: list(titles) for script, titles in grouped.items()}


def questions(title: str) -> Iterator[tuple[str, str]]:
    """Ways of asking for a title: (kind, query)."""
    chance = random.Random(title)
    yield "full", title
    makers: dict[str, Callable[[str, random.Random], str | None]] = {
        "part": part,
        "no diacritics": without_diacritics,
        "pinyin": pinyin,
        "initials": initials,
        "other form": other_form,
        "one typo": one_typo,
    }
    for kind, make in makers.items():
        if query := make(title, chance):
            yield kind, query


def part(title: str, chance: random.Random) -> str | None:
    """Six tenths of the characters or words, from anywhere; a lone word is cut short."""
    if is_spaceless(title) or len(title.split()) == 1:
        pieces, least, joint = split_clusters(title), 3, ""
    else:
        pieces, least, joint = title.split(), 2, " "
    if len(pieces) < least:
        return None
    length = max(2 if is_spaceless(title) or joint else 3, round(0.6 * len(pieces)))
    start = 0 if joint == "" and not is_spaceless(title) else chance.randint(0, len(pieces) - length)
    return joint.join(pieces[start : start + length])


def without_diacritics(title: str, _: random.Random) -> str | None:
    if is_spaceless(title) or not script_of(title).startswith("Latin"):
        return None
    apart = unicodedata.normalize("NFD", title.replace("đ", "d").replace("Đ", "D"))
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    return plain if plain != title else None


def _readings(title: str) -> list[str]:
    read = pypinyin.lazy_pinyin(normalise_text(title), errors=lambda text: "".join(filter(str.isalnum, text)))
    return [unit for unit in read if unit]


def pinyin(title: str, chance: random.Random) -> str | None:
    """Whole or the first six tenths, together, in syllables, or by twos."""
    if not has_han(title):
        return None
    read = _readings(title)
    if chance.random() < 0.5 and len(read) > 3:
        read = read[: max(3, round(0.6 * len(read)))]
    step = chance.choice((1, 2, len(read)))
    return " ".join("".join(read[start : start + step]) for start in range(0, len(read), step))


def initials(title: str, _: random.Random) -> str | None:
    if not has_han(title) or not 4 <= len(read := _readings(title)) <= 16 or not all(map(str.isalpha, read)):
        return None
    return "".join(unit[0] for unit in read)


def other_form(title: str, chance: random.Random) -> str | None:
    if not has_han(title):
        return None
    changed = [converter.convert(title) for converter in CONVERTERS]
    return next((text for text in chance.sample(changed, 3) if text != title), None)


def one_typo(title: str, chance: random.Random) -> str | None:
    """One character wrong, missing, doubled by another, or swapped with its neighbour; never the whole of a name."""
    pieces = split_clusters(title)
    places = [place for place, piece in enumerate(pieces) if piece[0].isalpha()]
    if len(places) < (3 if is_spaceless(title) else 4):
        return None
    place = chance.choice(places)
    wrong = _wrong(pieces[chance.choice(places)], chance)
    kind = chance.choice(("wrong", "missing", "added", "swapped"))
    if kind == "wrong":
        pieces[place] = wrong
    elif kind == "missing":
        del pieces[place]
    elif kind == "added":
        pieces.insert(place, wrong)
    else:
        pieces[place - 1 : place + 1] = reversed(pieces[place - 1 : place + 1])
    return "".join(pieces) if "".join(pieces) != title else None


def _wrong(example: str, chance: random.Random) -> str:
    """A frequent character of the same script; one of the title's own where no list of them is at hand."""
    if has_han(example):
        return chance.choice(CHARACTERS)
    return example if is_spaceless(example) else chance.choice(LETTERS)


def table(report: Report) -> str:
    """The figures as text, one line per kind and script."""
    lines = [f"{'asked by':14} {'script':14} {'asked':>6} {'recall@10':>10} {'MRR':>6}"]
    for (kind, script), score in sorted(report.scores.items()):
        lines.append(f"{kind:14} {script:14} {score.asked:6} {score.recall:10.3f} {score.mrr:6.3f}")
    for kind, goal in GOALS.items():
        recall = report.recall(kind)
        lines.append(f"{kind:14} {'all':14} {'':6} {recall:10.3f}  goal {goal} {'met' if recall >= goal else 'MISSED'}")
    times = sorted(report.query_milliseconds)
    lines.append(
        f"{report.programmes} programmes, {report.tokens / report.programmes:.0f} tokens each, indexed in "
        f"{report.index_seconds:.1f} s ({report.tokens / report.index_seconds:,.0f} tokens/s); "
        f"search p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(0.95 * len(times))]:.1f} ms"
    )
    return "\n".join(lines)

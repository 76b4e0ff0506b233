"""Rights are sold by the season: what episodes or volumes offer counts when together they are the whole season, and what
seasons of one of our series offer when all of its seasons have it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from listings.exchange.avails.model import Transaction
from listings.exchange.avails_to_rights import Block
from listings.exchange.finding_texts import Stored, own_finding
from listings.exchange.programme_matching import Work, our_season, read_whole_number

TYPE = "AvailAsset/WorkType"


@dataclass
class Season:
    """What a file says of one season: how many episodes it has, which there are, and the offers by their names."""

    key: str
    size: int = 0
    known: set[int | str] = field(default_factory=set)
    whole: list[Block] = field(default_factory=list)
    parts: dict[str, list[tuple[frozenset[int | str], Block]]] = field(default_factory=lambda: defaultdict(list))

    def add(self, work: Work, row: Transaction, blocks: Iterable[Block]) -> None:
        """A row of this season with what it offers."""
        self.size = max(self.size, work.facts.get("episode_count") or 0)
        if not work.part:
            self.whole += blocks
            return
        episodes = episodes_of(row)
        self.known |= episodes
        for block in blocks:
            self.parts[block.name].append((episodes, block))

    @property
    def expected(self) -> int:
        """How many episodes make the season; 0 when the file does not say."""
        return max(self.size, len(self.known)) if self.size else 0

    def offers(self) -> Iterator[tuple[list[Block], int]]:
        """(blocks of one offer of parts, how many of the season's episodes have it)."""
        for found in self.parts.values():
            yield [block for _those, block in found], len(frozenset().union(*(those for those, _block in found)))

    def blocks(self) -> list[Block]:
        """What the season as a whole gives."""
        offered = [blocks for blocks, have in self.offers() if self.expected and have >= self.expected]
        return [*self.whole, *(block for blocks in offered for block in blocks)]

    def gaps(self) -> dict[int, list[Stored]]:
        """{row: what is said of it} where an offer is less than the season."""
        said: dict[int, list[Stored]] = {}
        for blocks, have in self.offers():
            if not self.expected or have < self.expected:
                for number_of_row in frozenset[int]().union(*(block.rows for block in blocks)):
                    said.setdefault(number_of_row, [self.gap(have)])
        return said

    def gap(self, have: int) -> Stored:
        """Why the offer is left out, with both numbers where they are known."""
        if not self.expected:
            return own_finding("season-size-unknown", "AvailMetadata/EpisodeCount")
        return own_finding("not-whole-season", TYPE, str(have), have=str(have), all=str(self.expected))


class Seasons:
    """The seasons of a file, or of some groups of it. Feed it row by row."""

    def __init__(self) -> None:
        self.found: dict[str, Season] = {}

    def add(self, work: Work, row: Transaction, blocks: Iterable[Block]) -> None:
        self.found.setdefault(work.season, Season(work.season)).add(work, row, blocks)

    def gaps(self) -> dict[int, list[Stored]]:
        """{row: findings} of all offers that are less than their season."""
        return {row: said for season in self.found.values() for row, said in season.gaps().items()}


def episodes_of(row: Transaction) -> frozenset[int | str]:
    """The episodes of a season that a row is about: one, or those of a volume; none when a volume does not say."""
    fields = row.asset.fields
    if row.asset.work_type == "Episode":
        return frozenset({read_whole_number(fields.get("EpisodeNumber", ""), 1, 99_999) or row.asset.content_id})
    first, count = (
        read_whole_number(fields.get(name, ""), 1, 9_999)
        for name in ("VolumeFirstEpisodeNumber", "VolumeNumberOfEpisodes")
    )
    return frozenset(range(first, first + count)) if first and count else frozenset()


def of_all_seasons(
    seasons: Mapping[str, list[Block]], numbers: frozenset[int]
) -> tuple[list[Block], dict[int, list[Stored]]]:
    """(what all seasons of one of our series have, {row: what is said of the others}). `numbers` are its seasons."""
    having: dict[str, set[int]] = defaultdict(set)
    named: dict[str, list[Block]] = defaultdict(list)
    for key, blocks in seasons.items():
        for block in blocks:
            having[block.name].add(our_season(key) or 1)
            named[block.name].append(block)
    whole = [block for name, blocks in named.items() if having[name] >= numbers for block in blocks]
    said: dict[int, list[Stored]] = {}
    for name, blocks in named.items():
        have = having[name] & numbers
        if not having[name] >= numbers:
            gap = own_finding("not-all-seasons", TYPE, str(len(have)), have=str(len(have)), all=str(len(numbers)))
            said |= {row: [gap] for block in blocks for row in block.rows}
    return whole, said

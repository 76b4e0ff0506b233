"""The sets of territories, media and languages that contracts name, as whole numbers whose bits are the codes' numbers.

People use few sets very often and many rarely: a pool is drawn from with its first sets most (`Dice.early`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from marketplace.tools.generate_catalogue.dice import Dice
from marketplace.vocabularies import Vocabulary, languages, media, territories, uses


def pack_numbers(numbers: Iterable[int]) -> int:
    """Numbers as bits."""
    found = 0
    for number in numbers:
        found |= 1 << number
    return found


def of_codes(vocabulary: Vocabulary, codes: Iterable[str]) -> int:
    """Codes as bits."""
    return pack_numbers(map(vocabulary.number, codes))


@lru_cache(maxsize=65536)
def unpack_numbers(bits: int) -> tuple[int, ...]:
    """The numbers of a set."""
    return tuple(number for number in range(bits.bit_length()) if bits >> number & 1)


@lru_cache(maxsize=65536)
def multirange_text(bits: int) -> str:
    """A set as PostgreSQL writes an int4multirange."""
    ranges: list[list[int]] = []
    for number in unpack_numbers(bits):
        if ranges and ranges[-1][1] == number:
            ranges[-1][1] = number + 1
        else:
            ranges.append([number, number + 1])
    return "{" + ",".join(f"[{low},{high})" for low, high in ranges) + "}"


WORLD = of_codes(territories.VOCABULARY, territories.codes)
HOME = of_codes(territories.VOCABULARY, territories.HOME)
ALL_MEDIA = of_codes(media.VOCABULARY, media.codes)
ALL_LANGUAGES = of_codes(languages.VOCABULARY, languages.codes)
ALL_USES = of_codes(uses.VOCABULARY, uses.codes)
SOME_USES = tuple(of_codes(uses.VOCABULARY, codes) for codes in (("SUB",), ("ORIG", "SUB"), ("DUB",), ("DUB", "VO")))
# Neighbours in the vocabulary's order: the home of the trade, then region by region.
_REGIONS = tuple(
    pack_numbers(range(territories.number(first), territories.number(last) + 1))
    for first, last in (
        ("CN", "TW"),
        ("BN", "VN"),
        ("JP", "MN"),
        ("AF", "PK"),
        ("KZ", "UZ"),
        ("AE", "YE"),
        ("AS", "WS"),
        ("AD", "VA"),
        ("BM", "US"),
        ("AG", "VI"),
        ("AO", "ZW"),
    )
)
_POPULAR_MEDIA = ("SVOD", "AVOD", "FTV", "PTV", "TVOD", "THEA", "EST", "FAST", "FVOD", "AIR", "PPV", "HV", "HOTEL")


@dataclass(frozen=True)
class Pools:
    """What rights in name (`held`), and what rights out name (`taken`)."""

    held_territories: tuple[int, ...]
    taken_territories: tuple[int, ...]
    held_media: tuple[int, ...]
    taken_media: tuple[int, ...]
    held_languages: tuple[int, ...]
    taken_languages: tuple[int, ...]


@lru_cache(maxsize=1)
def make_pools() -> Pools:
    """The pools, always the same."""
    dice = Dice(20261123)
    return Pools(
        held_territories(dice),
        taken_territories(dice),
        held_media(dice),
        taken_media(dice),
        held_languages(dice),
        taken_languages(dice),
    )


def distinct_sets(sets: Iterable[int]) -> tuple[int, ...]:
    """The sets that are not empty, each once, in their order."""
    return tuple(dict.fromkeys(found for found in sets if found))


def pick_some(dice: Dice, bits: int, least: int, most: int) -> int:
    """`least` to `most` members of a set."""
    known = unpack_numbers(bits)
    return pack_numbers(dice.pick(known) for _ in range(dice.between(least, most)))


def held_territories(dice: Dice) -> tuple[int, ...]:
    """Home, ASEAN, regions and their unions, the world without some."""
    presets = [
        of_codes(territories.VOCABULARY, codes) for name, codes in territories.PRESETS.items() if name != "Worldwide"
    ]
    unions = [dice.pick(_REGIONS) | dice.pick(_REGIONS) | dice.pick(_REGIONS) for _ in range(160)]
    without = [WORLD & ~pick_some(dice, HOME, 1, 3) for _ in range(150)] + [WORLD & ~region for region in _REGIONS]
    return distinct_sets([*reversed(presets), *_REGIONS, *interleave_numbers(unions, without)])


def taken_territories(dice: Dice) -> tuple[int, ...]:
    """Mixes of the home territories, regions, and mixes with territories of the world."""
    mixes = [pick_some(dice, HOME, 2, 6) for _ in range(1300)]
    abroad = [dice.pick(_REGIONS) | pick_some(dice, WORLD, 0, 3) for _ in range(600)]
    return distinct_sets([*mixes[:40], *_REGIONS, *interleave_numbers(mixes[40:], abroad)])


def held_media(dice: Dice) -> tuple[int, ...]:
    """All but derivative rights, families, some left out."""
    families = [
        pack_numbers(range(1, 7)),
        pack_numbers(range(7, 11)),
        pack_numbers(range(11, 14)),
        pack_numbers(range(14, 18)),
    ]
    plain = ALL_MEDIA & ~pack_numbers((19, 20))
    return distinct_sets(
        [
            plain,
            families[0] | families[1],
            families[0],
            plain & ~families[2],
            families[1],
            families[2] | families[3],
            *(plain & ~pick_some(dice, plain, 1, 2) for _ in range(6)),
        ]
    )


def taken_media(dice: Dice) -> tuple[int, ...]:
    """Pairs and triples of what is licensed most."""
    known = of_codes(media.VOCABULARY, _POPULAR_MEDIA)
    return distinct_sets(
        [
            pack_numbers(range(1, 7)),
            pack_numbers((1, 2)),
            pack_numbers((8, 9)),
            *(pick_some(dice, known, 2, 4) for _ in range(130)),
        ]
    )


def held_languages(dice: Dice) -> tuple[int, ...]:
    """All, all but some, those of the home territories."""
    home = of_codes(languages.VOCABULARY, {code for spoken in territories.SPOKEN.values() for code in spoken})
    return distinct_sets([home, *(ALL_LANGUAGES & ~pick_some(dice, home, 1, 3) for _ in range(24))])


def taken_languages(dice: Dice) -> tuple[int, ...]:
    """What is spoken in one or some of the home territories, with English or without."""
    spoken = [of_codes(languages.VOCABULARY, codes) for codes in territories.SPOKEN.values()]
    mixes = [dice.pick(spoken) | dice.pick(spoken) | dice.pick(spoken) for _ in range(320)]
    return distinct_sets([*spoken, *mixes])


def interleave_numbers(left: list[int], right: list[int]) -> list[int]:
    """One of each in turn, so that both are drawn alike; what is left over comes last."""
    paired = [found for pair in zip(left, right, strict=False) for found in pair]
    return paired + left[len(right) :] + right[len(left) :]

"""The two header rows of a sheet: which columns they name, and which layout that makes."""

from collections.abc import Sequence
from functools import cached_property
from itertools import zip_longest

from listings.exchange.avails.columns import KEYS, NEEDED, WORK_KEYS, recognise_header
from listings.exchange.avails.guards import Refused, refuse_file
from listings.exchange.avails.model import Finding
from listings.exchange.avails.rules import make_finding

ENOUGH = 6  # known headers that make a sheet an Avails sheet
BESIDE = 5
OURS = "Monsoon"  # a group of our own: the reasons beside rows that we gave back to be mended
NAMES = {key.partition("/")[2].lower(): key for key in sorted(KEYS)}
ALID = "Avail/ALID"


class Headers:
    """`places` is {column key: index}, `nameless` are columns without a name, `findings` name what is missing or misspelt."""

    def __init__(self, groups: Sequence[str], names: Sequence[str]) -> None:
        self.places: dict[str, int] = {}
        self.findings: list[Finding] = []
        self.bonus = False
        for index, (group, name) in enumerate(zip_longest(groups, names, fillvalue="")):
            if name:
                self._add(index, group, name)
        last = max(self.places.values(), default=-1)
        # Columns without a name among the named ones or right beside them: what stands there must not be passed over.
        self.nameless = [index for index, name in enumerate(names) if not name and index <= last + BESIDE]
        self.findings += [make_finding("column-missing", 0, key, key) for key in self._missing()]

    @property
    def is_avails(self) -> bool:
        return len(self.places) >= ENOUGH

    @cached_property
    def refusal(self) -> Refused | None:
        """Why the sheet's layout cannot be read at all, if it is an Avails sheet."""
        if not self.is_avails:
            return None
        if self.bonus:
            return refuse_file("template-bonus")
        return None if ALID in self.places else refuse_file("template-old")

    def _add(self, index: int, group: str, name: str) -> None:
        if group.strip() == OURS:
            return
        if group.strip() == "Reference":
            self.bonus = True
            return
        key = recognise_header(group, name) or ("" if group else NAMES.get(name.strip().lower(), ""))
        written = f"{group}/{name}"
        if not key:
            self.findings.append(make_finding("column-unknown", 2, written, written))
        elif key in self.places:
            self.findings.append(make_finding("column-twice", 0, key, key))
        else:
            self.places[key] = index
            if written.lower() != key.lower():
                self.findings.append(make_finding("column-misspelt", 2, key, written, other=key))

    def _missing(self) -> list[str]:
        missing = [key for key in NEEDED if key not in self.places]
        if not any(key in self.places for key in WORK_KEYS):
            missing.append(WORK_KEYS[0])
        return missing

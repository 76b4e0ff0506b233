"""What is taken where: a policy says which kinds, how large, and what to tell whoever sends something else."""

from dataclasses import dataclass
from enum import Enum, auto

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from marketplace.files import kinds
from marketplace.files.kinds import JPEG, PDF, PNG, Kind
from marketplace.files.states import Purpose

MB = 1024 * 1024


class Ending(Enum):
    """What the ending of a file's name decides."""

    NOTHING = auto()  # the bytes alone say what it is; the name shown gets the ending that is true
    ONE_OF_TWO = auto()  # some kinds look alike in their bytes: the ending must be one that they allow
    ALL = auto()  # a reader follows, which says better than we what is wrong inside


@dataclass(frozen=True)
class Policy:
    """`too_large` and `unwanted` are whole sentences; `unwanted` may name %(endings)s."""

    purpose: Purpose
    kinds: tuple[Kind, ...]
    max_bytes: int
    too_large: Promise
    unwanted: Promise
    ending: Ending = Ending.NOTHING
    # Must it be whole as well? Not where the action decodes it anyway, or the other side checks what it gets.
    whole: bool = False

    @property
    def endings(self) -> list[str]:
        """All endings that are taken."""
        return [ending for kind in self.kinds for ending in kind.endings]

    @property
    def offered(self) -> str:
        """What the browser's dialog offers (`accept`); it decides nothing."""
        return ", ".join(self.endings)


# What proves something to our staff: registrations, contracts behind rights, slips of banks.
PAPER = Policy(
    purpose=Purpose.PAPER,
    kinds=(PDF, JPEG, PNG),
    max_bytes=10 * MB,
    too_large=_("This file is larger than 10 MB. Send a smaller scan."),
    unwanted=_("This file is not a readable PDF, JPEG or PNG. Send the scan in one of these forms."),
    whole=True,
)

# Of a programme: re-encoded, what was sent is not kept.
PICTURE = Policy(
    purpose=Purpose.PICTURE,
    kinds=(JPEG, PNG, kinds.WEBP),
    max_bytes=15 * MB,
    too_large=_("This picture is larger than 15 MB. Send a smaller one."),
    unwanted=_("This file is not a picture we can read. Send JPEG, PNG or WebP."),
)

# From one side of a deal to the other.
DELIVERY = Policy(
    purpose=Purpose.DELIVERY,
    kinds=(
        PDF,
        JPEG,
        PNG,
        kinds.SUBRIP,
        kinds.WEBVTT,
        kinds.TTML,
        kinds.XML,
        kinds.SUBSTATION,
        kinds.TEXT,
        kinds.CSV,
        kinds.DOCX,
        kinds.XLSX,
        kinds.ZIP,
        kinds.WAVE,
    ),
    max_bytes=20 * MB,
    too_large=_("This file is larger than 20 MB. Larger works go by link."),
    unwanted=_("Send one of these: %(endings)s. Larger works go by link."),
    ending=Ending.ONE_OF_TWO,
)

# Titles and rights of a seller.
IMPORT = Policy(
    purpose=Purpose.IMPORT,
    kinds=(kinds.XLSX, kinds.XLSM, kinds.XML, kinds.CSV),
    max_bytes=60 * MB,
    too_large=_("The file is larger than 60 MB. Split it and send the parts."),
    unwanted=_("Send a workbook (.xlsx), Avails as XML (.xml), or a list of titles as .csv."),
    ending=Ending.ALL,
)

POLICIES = {policy.purpose.value: policy for policy in (PAPER, PICTURE, DELIVERY, IMPORT)}

"""Where things are on the page. The template draws the signature boxes here and the signatures are put here."""

from typing import Literal, NamedTuple

PAGE_HEIGHT = 841.89  # A4, in points
MARGIN_LEFT, MARGIN_TOP = 51.0, 48.0


class Box(NamedTuple):
    """A rectangle on the last page, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def in_pdf(self) -> tuple[int, int, int, int]:
        """(x1, y1, x2, y2) from the bottom left corner, as PDF counts."""
        bottom = PAGE_HEIGHT - self.top - self.height
        return round(self.left), round(bottom), round(self.left + self.width), round(bottom + self.height)


Side = Literal["licensor", "licensee"]
SIGNATURE_BOXES = {
    "licensor": Box(left=51.0, top=256.0, width=238.0, height=112.0),
    "licensee": Box(left=306.0, top=256.0, width=238.0, height=112.0),
}

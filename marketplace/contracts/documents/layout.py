"""Where things are on the page. The template draws the signature boxes here and the signatures are put here."""

from typing import NamedTuple

PAGE_HEIGHT = 841.89  # A4, in points
MARGIN_LEFT, MARGIN_TOP = 51.0, 48.0


class Box(NamedTuple):
    """A rectangle on the last page, in points from the top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def in_pdf(self) -> tuple[float, float, float, float]:
        """(x1, y1, x2, y2) from the bottom left corner, as PDF counts."""
        return self.left, PAGE_HEIGHT - self.top - self.height, self.left + self.width, PAGE_HEIGHT - self.top


SIGNATURE_BOXES = {
    "licensor": Box(left=51.0, top=300.0, width=238.0, height=112.0),
    "licensee": Box(left=306.0, top=300.0, width=238.0, height=112.0),
}

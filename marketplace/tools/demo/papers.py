"""Papers that people of the demo send: a page of text, marked as a specimen."""

import io

from PIL import Image, ImageDraw


def draw_paper(*lines: str) -> bytes:
    """A PDF of one page with these lines (Latin letters)."""
    paper = Image.new("RGB", (620, 877), "white")
    pen = ImageDraw.Draw(paper)
    pen.rectangle((40, 40, 580, 837), outline="black", width=2)
    for position, line in enumerate(("SPECIMEN", *lines)):
        pen.text((80, 120 + 60 * position), line, fill="black", font_size=22)
    out = io.BytesIO()
    paper.save(out, "PDF")
    return out.getvalue()

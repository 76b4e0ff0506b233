"""Render an agreement to PDF/A-2b. The same data gives the same bytes; data never becomes markup."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from marketplace.contracts.documents.schema import ContractDocument
from marketplace.contracts.documents.texts import spelled_out
from marketplace.contracts.documents.view import view

TEMPLATE = Path(__file__).parent / "contract.typ"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_RARE = 40  # different characters that no font has, after which we give up


class NotRenderable(RuntimeError):
    """The template refused the data; the message is Typst's."""


def render_contract(data: ContractDocument, *, fonts: list[Path]) -> bytes:
    """The agreement as PDF/A-2b, fonts taken from the folders `fonts` only. Raises NotRenderable."""
    return draw(TEMPLATE, view(data), fonts=fonts)


def draw(template: Path, data: dict[str, Any], *, fonts: list[Path]) -> bytes:
    """Compile `template` with `data`; characters that no font has are printed as their code points."""
    text = json.dumps(data, ensure_ascii=False)
    for _attempt in range(_RARE):
        try:
            return _compiled(template, text, fonts)
        except typst.TypstError as error:
            unknown = _NO_GLYPH.search(str(error))
            if unknown is None:
                raise NotRenderable(str(error)) from error
            text = spelled_out(text, unknown.group(1))
    raise NotRenderable("too many characters that no font has")


def _compiled(template: Path, text: str, fonts: list[Path]) -> bytes:
    pdf: bytes = typst.compile(
        str(template), root=str(template.parent), font_paths=loaded(tuple(fonts)), ignore_system_fonts=True,
        sys_inputs={"data": text}, pdf_standards=["a-2b"],
    )  # fmt: skip
    return pdf


@lru_cache(maxsize=4)
def loaded(fonts: tuple[Path, ...]) -> typst.Fonts:
    """The fonts of some folders, scanned once per process; none of the system's and none of Typst's own."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in fonts]
    )

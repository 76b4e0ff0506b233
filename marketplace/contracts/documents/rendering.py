"""Render an agreement to PDF/A-2b. The same data gives the same bytes; data never becomes markup."""

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import typst

from marketplace.contracts.documents.schema import ContractDocument
from marketplace.contracts.documents.texts import spelled_out
from marketplace.contracts.documents.view import build_view

TEMPLATE = Path(__file__).parent / "contract.typ"
PROBE = Path(__file__).parent / "probe.typ"
_NO_GLYPH = re.compile(r'the text `"(.+?)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
_WHOLE = ((0x0, 0x17F), (0x4E00, 0x9FA5))  # Latin and the Chinese of every day: the fonts have them to the last letter
_RARE = 100  # rounds after which we give up; each spells out at least one character more


class NotRenderable(RuntimeError):
    """The template refused the data; the message is Typst's."""


class Fonts(NamedTuple):
    """Folders of fonts: the `packaged` ones draw, and the `further` ones are looked into only for what those lack.

    So a document looks alike on every machine unless it holds letters that only some machines have a font for.
    """

    packaged: tuple[Path, ...]
    further: tuple[Path, ...] = ()

    @property
    def all(self) -> tuple[Path, ...]:
        """Every folder, the packaged ones first."""
        return self.packaged + self.further


def render_contract(data: ContractDocument, *, fonts: Fonts) -> bytes:
    """The agreement as PDF/A-2b, fonts taken from the folders of `fonts` only. Raises NotRenderable."""
    return draw_pdf(TEMPLATE, build_view(data), fonts=fonts)


def draw_pdf(template: Path, data: dict[str, Any], *, fonts: Fonts) -> bytes:
    """Compile `template` with `data`; what no font has is romanised beside its code points. Raises NotRenderable.

    A letter that a font has may still find no place among its neighbours: such a one is spelled out where Typst names it.
    """
    try:
        return _compile_template(template, data, fonts.packaged)
    except typst.TypstError as error:
        if not _unknown_characters(error):
            raise NotRenderable(str(error)) from error
    unknown = _without_font(data, fonts.all)
    for _attempt in range(_RARE):
        try:
            return _compile_template(template, respell_unknown(data, unknown), fonts.all)
        except typst.TypstError as error:
            found = _unknown_characters(error)
            if found <= unknown:
                raise NotRenderable(str(error)) from error
            unknown |= found
    raise NotRenderable("too many characters that find no place")


def respell_unknown(value: Any, unknown: set[str]) -> Any:
    """A JSON value with the `unknown` characters of all its texts spelled out."""
    if isinstance(value, str):
        return spelled_out(value, unknown) if unknown else value
    if isinstance(value, dict):
        return {key: respell_unknown(each, unknown) for key, each in value.items()}
    return [respell_unknown(each, unknown) for each in value] if isinstance(value, list | tuple) else value


def _unknown_characters(error: typst.TypstError) -> set[str]:
    """The characters that Typst could not display; marks are named as `\\u{f7c}`."""
    named = _NO_GLYPH.search(str(error))
    letters = _ESCAPED.sub(lambda code: chr(int(code.group(1), 16)), named.group(1)) if named else ""
    return {letter for letter in letters if ord(letter) > _WHOLE[0][1]}


def _without_font(data: Any, folders: tuple[Path, ...]) -> set[str]:
    """The characters of `data` that no font has, each tried by itself: a title of sixty such letters is one round."""
    written = set(json.dumps(data, ensure_ascii=False))
    return {character for character in written if not _is_displayed(character, folders)}


@lru_cache(maxsize=10_000)
def _is_displayed(character: str, folders: tuple[Path, ...]) -> bool:
    if any(first <= ord(character) <= last for first, last in _WHOLE):
        return True
    try:
        _compile_template(PROBE, {"text": character}, folders)
    except typst.TypstError:
        return False
    return True


def _compile_template(template: Path, data: dict[str, Any], folders: tuple[Path, ...]) -> bytes:
    pdf: bytes = typst.compile(
        str(template),
        root=str(template.parent),
        font_paths=load_fonts(folders),
        ignore_system_fonts=True,
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["a-2b"],
    )
    return pdf


@lru_cache(maxsize=4)
def load_fonts(folders: tuple[Path, ...]) -> typst.Fonts:
    """The fonts of some folders, scanned once per process; none of the system's and none of Typst's own."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder) for folder in folders]
    )

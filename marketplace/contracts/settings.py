"""Settings of contracts: where their seals hang, and the letters that their documents are set in."""

import importlib.util
from pathlib import Path

from marketplace.environment import environment

AUTHORITY_FOLDER = environment.monsoon_home / "authority"


def packaged_fonts() -> tuple[Path, ...]:
    """The folders of the Noto fonts, for documents and stamps, without importing the packages that carry them."""
    specs = [importlib.util.find_spec(name) for name in ("manimgx_fonts", "manimgx_fonts_cjk")]
    return tuple(Path(spec.origin).parent for spec in specs if spec is not None and spec.origin)


FONT_FOLDERS = packaged_fonts()
# Tibetan, Yi, Javanese and their like are in no package: Debian's fonts-noto-core has them.
FURTHER_FONT_FOLDERS = environment.font_folders()

BEAT = {"contracts.sweep": 15}

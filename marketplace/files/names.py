"""Names of files, as their senders gave them."""

from pathlib import PurePath

from marketplace.files.kinds import Kind

MAX_STEM, MAX_ENDING = 180, 20


def shown_name(name: str) -> str:
    """The sender's own name, without folders and control characters, and not too long."""
    printable = "".join(c for c in name.replace("\\", "/") if c.isprintable())
    path = PurePath(PurePath(printable).name.strip())
    return f"{path.stem[:MAX_STEM].strip()}{path.suffix[:MAX_ENDING]}"


def name_as(kind: Kind, name: str) -> str:
    """The name with an ending that is true."""
    if ending_of(name) in kind.endings:
        return name
    return f"{PurePath(name).stem or 'document'}{kind.endings[0]}"


def ending_of(name: str) -> str:
    """The ending, in lower case, with its dot."""
    return PurePath(name).suffix.lower()

"""Every verb of the audit trail: what can be done, to what, and how people say it. A slice declares its own in `verbs.py`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Subject = type[Model]


@dataclass(frozen=True)
class Verb:
    """`name` is "slice.action"; `label` says it as done ("Signed"); `subjects` are the models that it can be done to.

    `stream`: both sides of the deal know of it.
    """

    name: str
    label: str | Promise
    subjects: tuple[Subject, ...]
    stream: bool = False


VERBS: dict[str, Verb] = {}


def declare_verbs(
    subject: Subject | tuple[Subject, ...], labels: Mapping[str, str | Promise], *, stream: bool = False
) -> None:
    """Name what can be done to `subject`, with the words of each. Raises KeyError where a name is taken."""
    for name, label in labels.items():
        if name in VERBS:
            raise KeyError(f"the verb {name} is declared twice")
        VERBS[name] = Verb(name, label, subject if isinstance(subject, tuple) else (subject,), stream)


def find_verb(name: str, subject: Model) -> Verb:
    """The verb of this name. Raises KeyError where nobody declared it for such a subject."""
    if name not in VERBS:
        raise KeyError(f"no verb {name}: declare it in the slice's verbs.py")
    if not isinstance(subject, VERBS[name].subjects):
        raise KeyError(f"{name} is not done to {subject._meta.label}")
    return VERBS[name]


def label_verb(name: str) -> str:
    """The verb in words. Entries outlive their verbs: one that is gone reads as some change, never as its key."""
    return str(VERBS[name].label) if name in VERBS else _("Another change")


def stream_verbs(subject: Subject) -> list[str]:
    """The names of what is done to `subject` and both sides of the deal know of."""
    return [verb.name for verb in VERBS.values() if verb.stream and subject in verb.subjects]

"""Titles as keys, to find the same title again however it is written: letters only, and romanised."""

from listings.text.romanise import letter_units
from listings.text.scripts import normalise_text, split_runs

# Shorter romanised titles are too often something else.
MIN_LETTERS, MAX_LENGTH = 5, 200


def title_keys(titles: list[str]) -> list[str]:
    """The keys of a programme's titles, in order: each as it is written without spaces and signs, and as it sounds."""
    found: set[str] = set()
    for title in titles:
        normal = normalise_text(title)
        if written := "".join(run.text for run in split_runs(normal)):
            found.add(written[:MAX_LENGTH])
        if len(sound := "".join(letter_units(normal))) >= MIN_LETTERS:
            found.add("@" + sound[:MAX_LENGTH])
    return sorted(found)

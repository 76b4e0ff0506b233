"""Reads templates as people lay them out, and keeps what is layout out of the pages."""

import re

from django.template import Origin
from django_cotton.cotton_loader import Loader as CottonLoader

# In these two a blank is text.
INDENTATION = re.compile(r"(<(pre|textarea)\b.*?</\2>)|\n\s+", re.DOTALL)
# A line of nothing but tags that say nothing themselves; the line before it ends in the blank that stays.
SILENT = r"\{% (?:load|if|elif|else|endif|for|empty|endfor|with|endwith|get_current_language|get_available_languages)\b"
SILENT_LINE = re.compile(rf"(<(pre|textarea)\b.*?</\2>)|(?<=\n)((?:{SILENT}(?:[^%]|%(?!\}}))*%\}})+)\n", re.DOTALL)
# What a component says before its first tag, each followed by a line break.
DECLARATIONS = re.compile(r"\A(?:\s*\{% (?:load|cotton:vars) .*?%\})*\s*", re.DOTALL)
DECLARATION = re.compile(r"\s*(\{%.*?%\})\s*", re.DOTALL)


class Loader(CottonLoader):  # type: ignore[misc]  # cotton carries no types
    """Lines lose their indentation, and those that only decide what comes their break too; a component begins with its
    first tag and ends with its last.

    So a component's file can have a line for each tag, and the component still stands within a sentence.
    A translation of several lines is trimmed, so none of them loses what it is looked up by.
    """

    def get_contents(self, origin: Origin) -> str:
        """The compiled text of a template, without layout.

        Raises TemplateDoesNotExist.
        """
        text: str = super().get_contents(origin)
        name = str(origin.template_name)
        if not name.endswith(".html"):
            return text
        return without_edges(without_indentation(text)) if name.startswith("cotton/") else without_indentation(text)


def without_indentation(text: str) -> str:
    """HTML whose lines begin with what they say, and without lines that say nothing."""
    lines = INDENTATION.sub(lambda found: found[1] or "\n", text)
    return SILENT_LINE.sub(lambda found: found[1] or found[3], lines)


def without_edges(text: str) -> str:
    """A component without the blanks around its declarations and at its end."""
    return DECLARATIONS.sub(lambda head: DECLARATION.sub(r"\1", head[0]), text, count=1).rstrip()

"""State how one's own name is written in Latin letters: nobody else romanises it."""

from datetime import datetime

from django.utils.translation import gettext as _

from accounts.actors import Actor, Person
from accounts.audit import record_entry
from accounts.models import User
from marketplace.kit.names import only_latin
from marketplace.kit.problems import Invalid


def state_latin_name(*, latin_name: str, by: Actor | Person, at: datetime) -> str:
    """Keep it in the profile; returns it in its tidy form. Called in a transaction. Raises Invalid."""
    stated = " ".join(latin_name.split())
    problem = latin_name_problem(stated)
    if problem or not stated:
        raise Invalid({"latin_name": [problem or _("Write your name in Latin letters, as in your passport.")]})
    before = {"latin_name": by.user.latin_name}
    User.objects.filter(pk=by.user.pk).update(latin_name=stated)
    record_entry(
        by=by, did="accounts.state_latin_name", what=by.user, at=at, before=before, after={"latin_name": stated}
    )
    return stated


def latin_name_problem(latin_name: str) -> str:
    """What is wrong with it, for the reader; empty when nothing is. It may be left out."""
    if latin_name and (len(latin_name) > 120 or not only_latin(latin_name)):
        return _("Use Latin letters only, in up to 120 characters, as in your passport.")
    return ""

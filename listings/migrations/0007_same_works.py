# ruff: noqa: ANN001, ANN201, N803, N806 -- models as they were have no types
"""Listings of one work come together: an agent's with its producer's, those with the same number, doubles of one seller.

Where what is taken through them would meet, they stay apart: staff compare them.
"""

import re
import unicodedata
from collections import defaultdict
from itertools import combinations

from django.db import IntegrityError, migrations, transaction

SHARED = ("eidr", "isan", "imdb")


def folded(title):
    """A title without case, accents of Latin letters, spaces and signs."""
    text = "".join(c for c in unicodedata.normalize("NFKD", title).casefold() if not "\u0300" <= c <= "\u036f")
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFC", text))


def bring_together(apps, _schema):
    """Each pair in turn; the later listing goes to the earlier one's work."""
    Programme = apps.get_model("listings", "Programme")
    for first, second in (*of_mandates(Programme), *with_same_number(apps), *doubles(Programme)):
        move(Programme, first, second)
    name_works(apps)


def move(Programme, first, second):
    """`second` becomes a listing of the work of `first`, unless the constraint refuses what is taken through both."""
    work = Programme.objects.values_list("work_id", flat=True).get(pk=first)
    left = Programme.objects.select_related("work").get(pk=second)
    if left.work_id == work or left.work.listings.count() > 1:
        return
    try:
        with transaction.atomic():
            Programme.objects.filter(pk=second).update(work_id=work)
    except IntegrityError:
        return
    left.work.delete()


def of_mandates(Programme):
    """(producer's listing, agent's listing)"""
    rows = Programme.objects.filter(source_key__startswith="mandate:").order_by("pk")
    ids = dict(Programme.objects.values_list("public_id", "pk")) if rows else {}
    for pk, key in rows.values_list("pk", "source_key"):
        if (source := ids.get(key.removeprefix("mandate:"))) is not None:
            yield source, pk


def with_same_number(apps):
    """Pairs of listings of one kind with the same EIDR, ISAN or IMDb number. A wrong check character names nothing."""
    groups = defaultdict(list)
    rows = (
        apps.get_model("listings", "Identifier").objects.filter(scheme__in=SHARED, warning="").order_by("programme_id")
    )
    for scheme, value, kind, pk in rows.values_list("scheme", "value", "programme__kind", "programme_id"):
        groups[scheme, value, kind].append(pk)
    for found in groups.values():
        for other in found[1:]:
            yield found[0], other


def doubles(Programme):
    """Pairs of one seller: the same kind, a title in common, made in the same place within a year, of the same length and
    by the same people as far as both say."""
    groups = defaultdict(list)
    rows = Programme.objects.exclude(year=None).exclude(source__startswith="generated").order_by("pk")
    for row in rows.prefetch_related("texts", "credits").iterator(chunk_size=2000):
        titles = {folded(t) for t in (row.original_title, *(text.title for text in row.texts.all())) if folded(t)}
        for title in titles:
            groups[row.organisation_id, row.kind, title].append(row)
    for found in groups.values():
        for one, other in combinations(found, 2):
            if alike(one, other):
                yield one.pk, other.pk


def alike(one, other):
    people = [{c.name.casefold() for c in row.credits.all() if c.role == "director"} for row in (one, other)]
    return (
        abs(one.year - other.year) <= 1
        and bool(set(one.production_territories) & set(other.production_territories))
        and (not one.minutes or not other.minutes or abs(one.minutes - other.minutes) <= 5)
        and (not all(people) or bool(people[0] & people[1]))
    )


def name_works(apps):
    """EIDR, ISAN and IMDb numbers name the works; the first listing's word counts."""
    Identifier, Number = apps.get_model("listings", "Identifier"), apps.get_model("listings", "WorkIdentifier")
    rows = Identifier.objects.filter(scheme__in=SHARED, warning="").order_by("programme_id")
    Number.objects.bulk_create(
        (Number(work_id=work, scheme=scheme, value=value)
         for work, scheme, value in rows.values_list("programme__work_id", "scheme", "value")),
        ignore_conflicts=True, batch_size=2000,
    )  # fmt: skip


def part_again(apps, _schema):
    """Every listing gets a work of its own again: what 0006 takes back needs nothing else."""
    apps.get_model("listings", "WorkIdentifier").objects.all().delete()


class Migration(migrations.Migration):
    dependencies = [("listings", "0006_work")]
    operations = [migrations.RunPython(bring_together, part_again)]

"""What the seller delivers under a contract: from what was agreed and which versions the programme has."""

from django.db import transaction

from listings.models import Programme
from listings.states import VersionKind, VersionState
from marketplace.contracts.models import Contract, Material
from marketplace.contracts.states import MaterialKind

# What a version of the programme is delivered as, and for which agreed use of a language.
DELIVERED_AS = {
    VersionKind.SUBTITLE: (MaterialKind.SUBTITLES, "SUB"),
    VersionKind.DUB: (MaterialKind.DUB, "DUB"),
    VersionKind.VOICE_OVER: (MaterialKind.VOICE_OVER, "VO"),
}
Line = tuple[MaterialKind, str]


@transaction.atomic
def list_materials(*, contract: Contract) -> int:
    """List a granted contract's materials, once; returns how many there are."""
    Contract.objects.select_for_update(of=("self",)).get(pk=contract.pk)
    found = contract.materials.count()
    if found:
        return found
    lines = lines_of(contract.programme, contract.agreed["languages"], contract.agreed["uses"])
    Material.objects.bulk_create(
        Material(contract=contract, number=number, kind=kind, language=language)
        for number, (kind, language) in enumerate(lines, start=1)
    )
    return len(lines)


def lines_of(programme: Programme, languages: list[str], uses: list[str]) -> list[Line]:
    """The programme itself, the versions agreed that exist, what a dub is made from, pictures. No uses = all."""
    lines: list[Line] = [(MaterialKind.PROGRAMME, programme.original_language)]
    versions = programme.versions.exclude(state=VersionState.ON_REQUEST).order_by("kind", "language")
    for version in versions:
        kind, use = DELIVERED_AS.get(VersionKind(version.kind), (None, ""))
        if kind and version.language in languages and (not uses or use in uses):
            lines.append((kind, version.language))
    if (not uses or {"DUB", "VO"} & set(uses)) and any(v.kind == VersionKind.MUSIC_EFFECTS for v in versions):
        lines.append((MaterialKind.MUSIC_EFFECTS, ""))
    lines.append((MaterialKind.SCRIPT, programme.original_language))
    lines.append((MaterialKind.PICTURES, ""))
    return list(dict.fromkeys(lines))

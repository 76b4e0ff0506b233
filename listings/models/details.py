from django.db import models
from django.utils.translation import gettext_lazy as _

from listings.models.programme import Programme


class ProgrammeText(models.Model):
    """Title, logline and synopsis in one language."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="texts")
    language = models.CharField(_("language"), max_length=12)
    title = models.CharField(_("title"), max_length=300, blank=True)
    logline = models.CharField(_("logline"), max_length=300, blank=True)
    synopsis = models.TextField(_("synopsis"), max_length=4000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "language"], name="one_text_per_language")]

    def __str__(self) -> str:
        return f"{self.language}: {self.title}"


class Credit(models.Model):
    """A person or company and what they did; names in the original script and romanised."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="credits")
    role = models.CharField(_("role"), max_length=24)
    name = models.CharField(_("name"), max_length=200)
    name_local = models.CharField(_("name in local script"), max_length=200, blank=True)
    character = models.CharField(_("character"), max_length=120, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.role}: {self.name}"


class Award(models.Model):
    """A prize or a nomination."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="awards")
    name = models.CharField(_("award"), max_length=200)
    category = models.CharField(_("category"), max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    won = models.BooleanField(_("won"), default=True)

    def __str__(self) -> str:
        return self.name


class Identifier(models.Model):
    """EIDR, ISAN, IMDb or the house's own number. A wrong check character is a warning kept beside it."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("scheme"), max_length=12)
    value = models.CharField(_("number"), max_length=80)
    warning = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["programme", "scheme", "value"], name="identifier_once")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


class Permit(models.Model):
    """A release permit or certificate of a territory's body."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="permits")
    territory = models.CharField(_("territory"), max_length=2)
    kind = models.CharField(_("permit"), max_length=40)
    number = models.CharField(_("number"), max_length=80)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.territory} {self.number}"


class Rating(models.Model):
    """An age classification by a territory's system, from the vocabulary of ratings."""

    programme = models.ForeignKey(Programme, models.CASCADE, related_name="ratings")
    territory = models.CharField(_("territory"), max_length=2)
    system = models.CharField(_("system"), max_length=16)
    value = models.CharField(_("rating"), max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "territory", "system"], name="one_rating_per_system")
        ]

    def __str__(self) -> str:
        return f"{self.territory} {self.value}"

"""The forms and fields of listings: programmes, their rights, and what every form of the trade in rights has."""

from listings.catalogue.inputs.keeping import AskForDatesForm, DatesShownForm, TerritorySetForm, WaitForm, WatchForm
from listings.programmes.inputs.changes import EvidenceForm, PastDayForm, ShortenForm, SplitForm
from listings.programmes.inputs.editor import (
    AsksForm,
    BasicsForm,
    ConfirmTitlesForm,
    MaterialsForm,
    NewTitleForm,
    RemoveArtworkForm,
    SeasonsForm,
)
from listings.programmes.inputs.programme import ProgrammeChangeForm, ProgrammeForm, SeasonFacts
from listings.rights.inputs.cells import CellsField, GradeField
from listings.rights.inputs.mandates import MandateForm
from listings.rights.inputs.records import IN, OUT_KINDS, RecordKindForm, RightInForm, RightOutForm
from listings.rights.inputs.scope import ScopeForm
from listings.rights.inputs.territories import TerritoriesField

__all__ = [
    "IN",
    "OUT_KINDS",
    "AskForDatesForm",
    "AsksForm",
    "BasicsForm",
    "CellsField",
    "ConfirmTitlesForm",
    "DatesShownForm",
    "EvidenceForm",
    "GradeField",
    "MandateForm",
    "MaterialsForm",
    "NewTitleForm",
    "PastDayForm",
    "ProgrammeChangeForm",
    "ProgrammeForm",
    "RecordKindForm",
    "RemoveArtworkForm",
    "RightInForm",
    "RightOutForm",
    "ScopeForm",
    "SeasonFacts",
    "SeasonsForm",
    "ShortenForm",
    "SplitForm",
    "TerritoriesField",
    "TerritorySetForm",
    "WaitForm",
    "WatchForm",
]

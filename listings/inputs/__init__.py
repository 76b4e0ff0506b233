"""The forms and fields of listings: programmes, their rights, and what every form of the trade in rights has."""

from listings.inputs.cells import CellsField, GradeField
from listings.inputs.changes import EvidenceForm, PastDayForm, ShortenForm, SplitForm
from listings.inputs.editor import (
    AsksForm,
    BasicsForm,
    ConfirmTitlesForm,
    MaterialsForm,
    NewTitleForm,
    RemoveArtworkForm,
    SeasonsForm,
)
from listings.inputs.keeping import AskForDatesForm, DatesShownForm, TerritorySetForm, WaitForm, WatchForm
from listings.inputs.mandates import MandateForm
from listings.inputs.programme import ProgrammeChangeForm, ProgrammeForm, SeasonFacts
from listings.inputs.records import IN, OUT_KINDS, RecordKindForm, RightInForm, RightOutForm
from listings.inputs.scope import ScopeForm
from listings.inputs.territories import TerritoriesField

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

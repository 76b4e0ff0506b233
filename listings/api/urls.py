from django.urls import path

from listings.api import exports, keeping, records, views, vocabularies, writing

urlpatterns = [
    path("programmes/", views.ProgrammeList.as_view(), name="programmes"),
    path("programmes/<str:public_id>/", views.ProgrammeDetail.as_view(), name="programme"),
    path("programmes/<str:public_id>/availability/", views.Availability.as_view(), name="availability"),
    path("programmes/<str:public_id>/pending/", writing.Pending.as_view(), name="programme-pending"),
    path("programmes/<str:public_id>/submit/", writing.Submit.as_view(), name="programme-submit"),
    path("programmes/<str:public_id>/rights-in/", records.RightsIn.as_view(), name="rights-in"),
    path("programmes/<str:public_id>/rights-in/<int:pk>/", records.OneRightIn.as_view(), name="right-in"),
    path("programmes/<str:public_id>/rights-in/<int:pk>/split/", records.SplitRightIn.as_view(), name="right-in-split"),
    path("programmes/<str:public_id>/rights-out/", records.RightsOut.as_view(), name="rights-out"),
    path("programmes/<str:public_id>/rights-out/<int:pk>/", records.OneRightOut.as_view(), name="right-out"),
    path("programmes/<str:public_id>/confirm/", keeping.Confirm.as_view(), name="confirm"),
    path("programmes/<str:public_id>/rights-history/", keeping.History.as_view(), name="rights-history"),
    path("programmes/<str:public_id>/waiting/", keeping.WaitFor.as_view(), name="wait-for"),
    path("programmes/<str:public_id>/watch/", keeping.WatchOne.as_view(), name="watch"),
    path("watching/", keeping.WatchList.as_view(), name="watching"),
    path("waiting/", keeping.WaitingList.as_view(), name="waiting"),
    path("waiting/<int:pk>/", keeping.Leave.as_view(), name="waiting-entry"),
    path("territory-sets/", keeping.TerritorySets.as_view(), name="territory-sets"),
    path("territory-sets/<int:pk>/", keeping.OneTerritorySet.as_view(), name="territory-set"),
    path("exports/avails.xlsx", exports.AvailsXlsx.as_view(), name="export-xlsx"),
    path("exports/avails.xml", exports.AvailsXml.as_view(), name="export-xml"),
    path("exports/rights.xlsx", exports.RightsSheet.as_view(), name="export-rights"),
    path("exports/rights-zh.xlsx", exports.RightsSheetChinese.as_view(), name="export-rights-zh"),
    path("exports/losses/", exports.Losses.as_view(), name="export-losses"),
    path("avails/", views.AvailsSearch.as_view(), name="avails"),
    path("vocabularies/", vocabularies.Vocabularies.as_view(), name="vocabularies"),
]

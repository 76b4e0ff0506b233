from django.urls import path

from listings.catalogue.api import views, vocabularies, watchlist
from listings.programmes.api import programme_write
from listings.rights.api import records

urlpatterns = [
    path("programmes/", views.ProgrammeList.as_view(), name="programmes"),
    path("programmes/<str:public_id>/", views.ProgrammeDetail.as_view(), name="programme"),
    path("programmes/<str:public_id>/availability/", views.Availability.as_view(), name="availability"),
    path("programmes/<str:public_id>/pending/", programme_write.Pending.as_view(), name="programme-pending"),
    path("programmes/<str:public_id>/submit/", programme_write.Submit.as_view(), name="programme-submit"),
    path("programmes/<str:public_id>/rights-in/", records.RightsIn.as_view(), name="rights-in"),
    path("programmes/<str:public_id>/rights-in/<int:pk>/", records.OneRightIn.as_view(), name="right-in"),
    path("programmes/<str:public_id>/rights-in/<int:pk>/split/", records.SplitRightIn.as_view(), name="right-in-split"),
    path("programmes/<str:public_id>/rights-out/", records.RightsOut.as_view(), name="rights-out"),
    path("programmes/<str:public_id>/rights-out/<int:pk>/", records.OneRightOut.as_view(), name="right-out"),
    path("programmes/<str:public_id>/confirm/", watchlist.Confirm.as_view(), name="confirm"),
    path("programmes/<str:public_id>/rights-history/", watchlist.History.as_view(), name="rights-history"),
    path("programmes/<str:public_id>/waiting/", watchlist.WaitFor.as_view(), name="wait-for"),
    path("programmes/<str:public_id>/watch/", watchlist.WatchOne.as_view(), name="watch"),
    path("watching/", watchlist.WatchList.as_view(), name="watching"),
    path("waiting/", watchlist.WaitingList.as_view(), name="waiting"),
    path("waiting/<int:pk>/", watchlist.Leave.as_view(), name="waiting-entry"),
    path("territory-sets/", watchlist.TerritorySets.as_view(), name="territory-sets"),
    path("territory-sets/<int:pk>/", watchlist.OneTerritorySet.as_view(), name="territory-set"),
    path("avails/", views.AvailsSearch.as_view(), name="avails"),
    path("vocabularies/", vocabularies.Vocabularies.as_view(), name="vocabularies"),
]

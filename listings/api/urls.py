from django.urls import path

from listings.api import views, vocabularies, writing

urlpatterns = [
    path("programmes/", views.ProgrammeList.as_view(), name="programmes"),
    path("programmes/<str:public_id>/", views.ProgrammeDetail.as_view(), name="programme"),
    path("programmes/<str:public_id>/availability/", views.Availability.as_view(), name="availability"),
    path("programmes/<str:public_id>/submit/", writing.Submit.as_view(), name="programme-submit"),
    path("programmes/<str:public_id>/rights-in/", writing.RightsIn.as_view(), name="rights-in"),
    path("programmes/<str:public_id>/rights-in/<int:pk>/", writing.EndRightIn.as_view(), name="right-in"),
    path("programmes/<str:public_id>/rights-out/", writing.RightsOut.as_view(), name="rights-out"),
    path("programmes/<str:public_id>/rights-out/<int:pk>/", writing.EndRightOut.as_view(), name="right-out"),
    path("avails/", views.AvailsSearch.as_view(), name="avails"),
    path("vocabularies/", vocabularies.Vocabularies.as_view(), name="vocabularies"),
]

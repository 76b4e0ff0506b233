from django.urls import path

from listings.api import views

urlpatterns = [
    path("programmes/", views.ProgrammeList.as_view(), name="programmes"),
    path("programmes/<str:public_id>/", views.ProgrammeDetail.as_view(), name="programme"),
    path("programmes/<str:public_id>/availability/", views.Availability.as_view(), name="availability"),
    path("avails/", views.AvailsSearch.as_view(), name="avails"),
]

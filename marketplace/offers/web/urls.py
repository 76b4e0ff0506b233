from django.urls import path

from marketplace.offers.web import views

urlpatterns = [
    path("title/<str:public_id>/offer/", views.new_offer, name="new"),
    path("title/<str:public_id>/offer/check/", views.check_terms, name="check"),
]

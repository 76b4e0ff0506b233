from django.urls import path

from marketplace.offers.api import views

urlpatterns = [
    path("offers/", views.OfferList.as_view(), name="offers"),
    path("offers/<str:public_id>/", views.OfferDetail.as_view(), name="offer"),
    path("offers/<str:public_id>/counter/", views.Counter.as_view(), name="offer-counter"),
    path("offers/<str:public_id>/decline/", views.Decline.as_view(), name="offer-decline"),
    path("offers/<str:public_id>/withdraw/", views.Withdraw.as_view(), name="offer-withdraw"),
    path("offers/<str:public_id>/messages/", views.Messages.as_view(), name="offer-messages"),
]

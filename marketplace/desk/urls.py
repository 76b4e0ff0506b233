from django.urls import path

from marketplace.desk import rates, views

urlpatterns = [
    path("", views.queue, name="queue"),
    path("organisations/<int:pk>/", views.organisation, name="organisation"),
    path("listings/<str:public_id>/", views.listing, name="listing"),
    path("deals/", views.deals, name="deals"),
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/<int:pk>/", views.transfer, name="transfer"),
    path("transfers/<int:pk>/proof/", views.proof, name="proof"),
    path("rates/", rates.rates, name="rates"),
]

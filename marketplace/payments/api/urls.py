from django.urls import path

from marketplace.payments.api import views

urlpatterns = [
    path("instalments/<int:pk>/card/", views.Card.as_view(), name="instalment-card"),
    path("instalments/<int:pk>/transfer/", views.Transfer.as_view(), name="instalment-transfer"),
]

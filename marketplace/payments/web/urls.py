from django.urls import path

from marketplace.payments.web import views

urlpatterns = [
    path("stripe/webhook/", views.webhook, name="webhook"),
    path("<int:pk>/card/", views.card, name="card"),
    path("<int:pk>/transfer/", views.transfer, name="transfer"),
    path("transfer/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:pk>/returned/", views.returned, name="returned"),
]

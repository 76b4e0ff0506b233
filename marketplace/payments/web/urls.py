from django.urls import path

from marketplace.payments.web import instalments, payments, views

urlpatterns = [
    path("payments/", payments.payments, name="payments"),
    path("payments/<int:pk>/invoice/", payments.invoice, name="invoice"),
    path("payments/stripe/webhook/", views.webhook, name="webhook"),
    path("payments/<int:pk>/card/", views.card, name="card"),
    path("payments/<int:pk>/transfer/", views.transfer, name="transfer"),
    path("payments/transfer/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("payments/<int:pk>/returned/", views.returned, name="returned"),
    path("deal/<str:public_id>/payments/", instalments.instalments, name="instalments"),
]

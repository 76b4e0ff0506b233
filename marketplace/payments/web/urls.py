from django.urls import path

from marketplace.payments.web import instalments, pay, payments, webhook

urlpatterns = [
    path("payments/", payments.payments, name="payments"),
    path("payments/<int:pk>/invoice/", payments.invoice, name="invoice"),
    path("payments/stripe/webhook/", webhook.webhook, name="webhook"),
    path("payments/<int:pk>/card/", pay.card, name="card"),
    path("payments/<int:pk>/transfer/", pay.transfer, name="transfer"),
    path("payments/transfer/<int:pk>/withdraw/", pay.withdraw, name="withdraw"),
    path("payments/<int:pk>/returned/", pay.returned, name="returned"),
    path("deal/<str:public_id>/payments/", instalments.instalments, name="instalments"),
]

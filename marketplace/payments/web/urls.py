from django.urls import path

from marketplace.payments.web import instalments, pay, payments, webhook

urlpatterns = [
    path("payments/", payments.list_payments, name="payments"),
    path("payments/<int:pk>/invoice/", payments.show_invoice, name="invoice"),
    path("payments/stripe/webhook/", webhook.receive_webhook, name="webhook"),
    path("payments/<int:pk>/card/", pay.pay_by_card, name="card"),
    path("payments/<int:pk>/transfer/", pay.pay_by_transfer, name="transfer"),
    path("payments/transfer/<int:pk>/withdraw/", pay.submit_transfer_withdrawal, name="withdraw"),
    path("payments/<int:pk>/returned/", pay.return_from_card, name="returned"),
    path("deal/<str:public_id>/payments/", instalments.show_instalments, name="instalments"),
]

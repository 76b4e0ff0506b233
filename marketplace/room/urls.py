from django.urls import path

from marketplace.room import delivery, numbers, payments, trust, views

urlpatterns = [
    path("deals/", views.deals, name="deals"),
    path("deals/number/<int:pk>/", numbers.by_number, name="by-number"),
    path("contracts/", views.contracts, name="contracts"),
    path("payments/", payments.payments, name="payments"),
    path("payments/<int:pk>/invoice/", payments.invoice, name="invoice"),
    path("deal/<str:public_id>/", views.deal, name="deal"),
    path("deal/<str:public_id>/answer/", views.answer, name="answer"),
    path("deal/<str:public_id>/say/", views.say, name="say"),
    path("deal/<str:public_id>/contract/", views.contract, name="contract"),
    path("deal/<str:public_id>/contract/sign/", views.sign, name="sign"),
    path("deal/<str:public_id>/contract/document/", views.document, name="document"),
    path("deal/<str:public_id>/contract/evidence/", trust.evidence, name="evidence"),
    path("trust/", trust.trust, name="trust"),
    path("trust/ca.pem", trust.certificate, name="certificate"),
    path("deal/<str:public_id>/payments/", views.instalments, name="instalments"),
    path("deal/<str:public_id>/delivery/", delivery.delivery, name="delivery"),
    path("deal/<str:public_id>/delivery/<int:number>/", delivery.move, name="material"),
    path("deal/<str:public_id>/delivery/file/<int:pk>/", delivery.delivered_file, name="delivered-file"),
]

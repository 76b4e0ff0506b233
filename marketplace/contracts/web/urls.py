from django.urls import path

from marketplace.contracts.web import contract, delivery, numbers, trust

urlpatterns = [
    path("contracts/", contract.contracts, name="contracts"),
    path("deals/number/<int:pk>/", numbers.by_number, name="by-number"),
    path("deal/<str:public_id>/accept/", contract.accept, name="accept"),
    path("deal/<str:public_id>/contract/", contract.contract, name="contract"),
    path("deal/<str:public_id>/contract/sign/", contract.sign, name="sign"),
    path("deal/<str:public_id>/contract/document/", contract.document, name="document"),
    path("deal/<str:public_id>/contract/evidence/", trust.evidence, name="evidence"),
    path("deal/<str:public_id>/delivery/", delivery.delivery, name="delivery"),
    path("deal/<str:public_id>/delivery/<int:number>/", delivery.move, name="material"),
    path("deal/<str:public_id>/delivery/file/<int:pk>/", delivery.delivered_file, name="delivered-file"),
    path("trust/", trust.trust, name="trust"),
    path("trust/ca.pem", trust.certificate, name="certificate"),
]

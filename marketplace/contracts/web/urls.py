from django.urls import path

from marketplace.contracts.web import contract, delivery, numbers, trust

urlpatterns = [
    path("contracts/", contract.list_contracts, name="contracts"),
    path("deals/number/<int:pk>/", numbers.by_number, name="by-number"),
    path("deal/<str:public_id>/accept/", contract.submit_acceptance, name="accept"),
    path("deal/<str:public_id>/contract/", contract.show_contract, name="contract"),
    path("deal/<str:public_id>/contract/sign/", contract.submit_signature, name="sign"),
    path("deal/<str:public_id>/contract/document/", contract.show_document, name="document"),
    path("deal/<str:public_id>/contract/evidence/", trust.show_evidence, name="evidence"),
    path("deal/<str:public_id>/delivery/", delivery.show_deliveries, name="delivery"),
    path("deal/<str:public_id>/delivery/<int:number>/", delivery.move_material, name="material"),
    path("deal/<str:public_id>/delivery/file/<int:pk>/", delivery.delivered_file, name="delivered-file"),
    path("trust/", trust.show_trust, name="trust"),
    path("trust/ca.pem", trust.show_certificate, name="certificate"),
]

from django.urls import path

from marketplace.contracts.api import delivery, views

urlpatterns = [
    path("offers/<str:public_id>/accept/", views.Accept.as_view(), name="offer-accept"),
    path("contracts/", views.ContractList.as_view(), name="contracts"),
    path("contracts/<str:number>/", views.ContractDetail.as_view(), name="contract"),
    path("contracts/<str:number>/document/", views.Document.as_view(), name="contract-document"),
    path("instalments/", views.InstalmentList.as_view(), name="instalments"),
    path("instalments/<int:pk>/", views.InstalmentDetail.as_view(), name="instalment"),
    path("contracts/<str:number>/evidence/", delivery.Evidence.as_view(), name="contract-evidence"),
    path("contracts/<str:number>/materials/", delivery.Materials.as_view(), name="materials"),
    path("contracts/<str:number>/materials/<int:position>/deliver/", delivery.Deliver.as_view(), name="deliver"),
    path(
        "contracts/<str:number>/materials/<int:position>/accept/",
        delivery.AcceptMaterial.as_view(),
        name="material-accept",
    ),
    path(
        "contracts/<str:number>/materials/<int:position>/refuse/",
        delivery.RefuseMaterial.as_view(),
        name="material-refuse",
    ),
]

from django.urls import path

from marketplace.contracts.api import views

urlpatterns = [
    path("offers/<str:public_id>/accept/", views.Accept.as_view(), name="offer-accept"),
    path("contracts/", views.ContractList.as_view(), name="contracts"),
    path("contracts/<str:number>/", views.ContractDetail.as_view(), name="contract"),
    path("contracts/<str:number>/document/", views.Document.as_view(), name="contract-document"),
    path("instalments/", views.InstalmentList.as_view(), name="instalments"),
]

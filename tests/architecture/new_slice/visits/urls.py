from django.urls import path
from visits import web

urlpatterns = [
    path("", web.visits, name="visits"),
    path("staff/", web.staff_visits, name="staff"),
    path("deal/<str:public_id>/", web.deal_visits, name="deal"),
]

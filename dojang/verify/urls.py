"""The address of the page, and of the authority's certificate."""

from django.urls import path

from dojang.verify import views

urlpatterns = [
    path("verify", views.page),
    path("verify/authority.pem", views.authority),
]

"""Addresses of the staff pages."""

from django.urls import path

from dojang.console import messages

urlpatterns = [
    path("dev/messages", messages.listing),
    path("dev/messages/<int:message_id>", messages.whole),
]

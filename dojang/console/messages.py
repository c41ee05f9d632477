"""For developers: every message with its links, as its recipient gets it. Only with DOJANG_DEVELOPMENT."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from dojang.lib.languages import ReaderLanguage
from dojang.notifications.models import Message
from dojang.pages.responses import guarded, render

ROWS = 50
P = ParamSpec("P")


def development_only(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Hides the page on a server with real contracts, since it shows links that are secrets."""

    @wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEVELOPMENT:
            raise Http404
        return guarded(view(*args, **kwargs))

    return inner


@development_only
@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """The newest messages first."""
    messages = Message.objects.order_by("-pk")
    page = Paginator(messages, ROWS).get_page(request.GET.get("page"))
    return render(request, "console/messages.html", ReaderLanguage.EN, {"page": page})


@development_only
@require_safe
def whole(request: HttpRequest, message_id: int) -> HttpResponse:
    """One message, word for word."""
    message = get_object_or_404(Message.objects.select_related("contract", "company"), pk=message_id)
    links = [word for word in message.text.split() if word.startswith(("http://", "https://"))]
    return render(request, "console/message.html", ReaderLanguage.EN, {"message": message, "links": links})

"""What the web server serves."""

import os

from django.core.wsgi import get_wsgi_application

from dojang.config.front import Front

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dojang.config.settings")
_application = get_wsgi_application()


def application(threads: int) -> Front:
    """Dojang, with so many threads at work."""
    return Front(_application, threads)

"""What a WSGI server serves."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from dojang.lib.chunked import with_lengths

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "dojang.config.settings")
application = with_lengths(get_wsgi_application(), most=settings.DATA_UPLOAD_MAX_MEMORY_SIZE)

"""Times for people: in the contract's zone, with the zone named."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.dateformat import format as in_form
from django.utils.translation import pgettext

from dojang.lib.languages import spoken


def zone(name: str) -> tzinfo:
    """The time zone behind an IANA name or a `±hh:mm` offset; UTC when there is none of that name."""
    offset = re.fullmatch(r"([+-])(\d{2}):(\d{2})", name)
    try:
        if offset:
            sign = -1 if offset[1] == "-" else 1
            return timezone(sign * timedelta(hours=int(offset[2]), minutes=int(offset[3])))
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):  # OSError: "Asia" is a folder of the zones
        return UTC


def is_zone(name: str) -> bool:
    """Whether it is the IANA name of a zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def to_the_second(moment: datetime, zone_name: str) -> str:
    """`2026-01-31 13:23:28 (UTC+09:00)`: sortable, and the same in every language."""
    local = moment.astimezone(zone(zone_name))
    offset = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M:%S} (UTC{offset[:3]}:{offset[3:5]})"


def to_the_minute(moment: datetime, zone_name: str, language: str) -> str:
    """To the minute, as readers of `language` write it: `2026년 1월 31일 13:23 (UTC+09:00)`."""
    local = moment.astimezone(zone(zone_name))
    offset = local.strftime("%z")
    with spoken(language):
        # Letters of Django's `date` filter: https://docs.djangoproject.com/en/5.2/ref/templates/builtins/#date
        written = in_form(local, pgettext("date", "M j, Y, g:i A"))
    return f"{written} (UTC{offset[:3]}:{offset[3:5]})"

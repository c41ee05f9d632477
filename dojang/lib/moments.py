"""Telling a time to a person: in the contract's zone, with the zone named."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


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


def told(moment: datetime, zone_name: str) -> str:
    """`2026-01-31 13:23:28 (UTC+09:00)`: sortable, and the same in every language."""
    local = moment.astimezone(zone(zone_name))
    offset = local.strftime("%z")
    return f"{local:%Y-%m-%d %H:%M:%S} (UTC{offset[:3]}:{offset[3:5]})"


def told_to_the_minute(moment: datetime, zone_name: str) -> str:
    """`2026-01-31 13:23 (UTC+09:00)`."""
    whole = told(moment, zone_name)
    return whole[:16] + whole[19:]

"""The body of an export, as bytes that every try repeats."""

import json

from dojang.contracts.announcement import Announcement
from dojang.exports import coded, v3
from dojang.exports.facts import facts_of
from dojang.exports.models import ExportTarget
from dojang.exports.order import Protocol

_EXPORTS = {Protocol.CODED: coded.export, Protocol.V3: v3.export}


def freeze(target: ExportTarget, announcement: Announcement) -> bytes:
    """The JSON in the words of the target's protocol, as UTF-8."""
    export = _EXPORTS[Protocol(target.protocol)](target, announcement, facts_of(announcement))
    return json.dumps(export, ensure_ascii=False, separators=(",", ":")).encode()

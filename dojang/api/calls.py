"""The calls of the coded protocol by their address. A new call is a module and a line here."""

from collections.abc import Mapping

from dojang.api import login
from dojang.api.envelope import Call
from dojang.api.startsimple import call as startsimple

CODED: Mapping[str, tuple[Call, ...]] = {
    "/api/{comp_id}/login": (login.CALL,),
    "/api/{comp_id}/startsimple": (startsimple.CALL,),
}

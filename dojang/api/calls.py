"""The calls of the eSignon API by their address. A new call is a module and a line here."""

from collections.abc import Mapping

from dojang.api import action, downloading, ending, exportfield, login, remind, search, template_list, worklists
from dojang.api.bulkstart import call as bulkstart
from dojang.api.envelope import Call
from dojang.api.pathstyle import PathCall
from dojang.api.startsimple import call as startsimple
from dojang.api.v2 import company, docs, workflows

CODED: Mapping[str, tuple[Call, ...]] = {
    "/api/{comp_id}/login": (login.CALL,),
    "/api/{comp_id}/startsimple": (startsimple.CALL,),
    "/api/{comp_id}/search": (search.BY_VALUE, search.BY_PERIOD),
    "/api/{comp_id}/action": (action.CALL,),
    "/JEDOC/Common.do": (bulkstart.CALL, ending.CALL, remind.CALL, template_list.CALL),
}

BY_PATH: Mapping[str, PathCall] = {
    "/worklists/new": worklists.CALL,
    "/exportfield": exportfield.CALL,
    "/workflow/download": downloading.CALL,
    "/api/v2/workflows/{workflowId}": workflows.CALL,
    "/api/v2/docs/{documentId}": docs.CALL,
    "/api/v2/company": company.CALL,
}

"""The calls of the eSignon API by their address. A new call is a module and a line here."""

from collections.abc import Mapping

from dojang.api.coded import (
    action,
    download,
    exportfield,
    login,
    reminder,
    template_list,
    termination,
    v2_company,
    v2_template,
    v2_workflow,
    worklists,
)
from dojang.api.coded.bulkstart import call as bulkstart
from dojang.api.coded.call import Call
from dojang.api.coded.path_call import PathCall
from dojang.api.coded.search import call as search
from dojang.api.coded.startsimple import call as startsimple

CODED: Mapping[str, tuple[Call, ...]] = {
    "/api/{comp_id}/login": (login.CALL,),
    "/api/{comp_id}/startsimple": (startsimple.CALL,),
    "/api/{comp_id}/search": (search.BY_VALUE, search.BY_PERIOD),
    "/api/{comp_id}/action": (action.CALL,),
    "/JEDOC/Common.do": (bulkstart.CALL, termination.CALL, reminder.CALL, template_list.CALL),
}

BY_PATH: Mapping[str, PathCall] = {
    "/worklists/new": worklists.CALL,
    "/exportfield": exportfield.CALL,
    "/workflow/download": download.CALL,
    "/api/v2/workflows/{workflowId}": v2_workflow.CALL,
    "/api/v2/docs/{documentId}": v2_template.CALL,
    "/api/v2/company": v2_company.CALL,
}

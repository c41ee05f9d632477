"""Every code and every text that the coded protocol answers with: one class per call, one line per result.

The short Korean and English sentences are those of the eSignon API where it documents them; the rest is our own.
`docs/api/errors.md` is made from it: `python -m dojang.cli.pages errors`.
"""

from dojang.api.codes.action import ACTION_ERRORS, Action
from dojang.api.codes.bulk import Bulk
from dojang.api.codes.common import Common, NoCall
from dojang.api.codes.ending import Ending
from dojang.api.codes.login import Login
from dojang.api.codes.reads import CompanyInfo, DocInfo, Download, ExportField, WorkflowInfo, WorkList
from dojang.api.codes.remind import REMINDED_TOO_OFTEN, Remind
from dojang.api.codes.rows import UNREADABLE, Refused, Row, broken
from dojang.api.codes.search import Search
from dojang.api.codes.start import START_ERRORS, Start
from dojang.api.codes.templates import Templates

__all__ = [
    "ACTION_ERRORS",
    "REMINDED_TOO_OFTEN",
    "START_ERRORS",
    "UNREADABLE",
    "Action",
    "Bulk",
    "Common",
    "CompanyInfo",
    "DocInfo",
    "Download",
    "Ending",
    "ExportField",
    "Login",
    "NoCall",
    "Refused",
    "Remind",
    "Row",
    "Search",
    "Start",
    "Templates",
    "WorkList",
    "WorkflowInfo",
    "broken",
]

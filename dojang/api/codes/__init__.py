"""Every code and every text that the coded protocol answers with: one class per call, one line per result.

The short Korean and English sentences are those of the eSignon API where it documents them; the rest is our own.
"""

from dojang.api.codes.common import Common
from dojang.api.codes.login import Login
from dojang.api.codes.reads import CompanyInfo, DocInfo, Download, ExportField, WorkflowInfo, WorkList
from dojang.api.codes.rows import UNREADABLE, Refused, Row, broken
from dojang.api.codes.search import Search
from dojang.api.codes.start import START_ERRORS, Start

__all__ = [
    "START_ERRORS",
    "UNREADABLE",
    "Common",
    "CompanyInfo",
    "DocInfo",
    "Download",
    "ExportField",
    "Login",
    "Refused",
    "Row",
    "Search",
    "Start",
    "WorkList",
    "WorkflowInfo",
    "broken",
]

"""What the server answers: the JSON as it came, typed. Keys that are not named here may be there as well."""

from dojang_client.answers.bulk import Bulk, BulkRow, BulkStatus, RowError, RowState
from dojang_client.answers.company import Company, Edition, Language, Login, Member, Myself, NewToken, Scope, Token
from dojang_client.answers.contracts import (
    Act,
    ChangedSigner,
    Contract,
    ContractCopy,
    ContractEntry,
    ContractEvent,
    ContractField,
    ContractSigner,
    Kind,
    PersonalValue,
    Resent,
    Status,
    Via,
)
from dojang_client.answers.exports import (
    Attempt,
    Endpoint,
    ExportDetail,
    ExportEntry,
    ExportState,
    Intervention,
    NewSecret,
    ProbeResult,
    PutInLine,
    Skipped,
    Stuck,
)
from dojang_client.answers.links import Link, LinkStarted, LinkStatus
from dojang_client.answers.templates import (
    ChangeKind,
    PageChange,
    Template,
    TemplateEntry,
    TemplateUpload,
    TemplateVersion,
    UploadProblem,
    UploadState,
)
from dojang_client.answers.workflows import (
    Box,
    FoundWorkflow,
    Referer,
    Workflow,
    WorkflowEntry,
    WorkflowRecipient,
    WorkflowStarted,
)

__all__ = [
    "Act", "Attempt", "Box", "Bulk", "BulkRow", "BulkStatus", "ChangeKind", "ChangedSigner", "Company", "Contract",
    "ContractCopy", "ContractEntry", "ContractEvent", "ContractField", "ContractSigner", "Edition", "Endpoint",
    "ExportDetail", "ExportEntry", "ExportState", "FoundWorkflow", "Intervention", "Kind", "Language", "Link",
    "LinkStarted", "LinkStatus", "Login", "Member", "Myself", "NewSecret", "NewToken", "PageChange", "PersonalValue",
    "ProbeResult", "PutInLine", "Referer", "Resent", "RowError", "RowState", "Scope", "Skipped", "Status", "Stuck",
    "Template", "TemplateEntry", "TemplateUpload", "TemplateVersion", "Token", "UploadProblem", "UploadState",
    "Via", "Workflow", "WorkflowEntry", "WorkflowRecipient",
    "WorkflowStarted",
]  # fmt: skip

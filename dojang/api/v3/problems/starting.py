"""Problems of starting contracts."""

from collections.abc import Mapping

from dojang.api.start.complaints import CannotStart
from dojang.api.v3.problems.problem import Problem
from dojang.companies.errors import PlanExpired, QuotaSpent, UnknownMember
from dojang.flow.errors import SignersDoNotMatch
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate

STARTING: Mapping[type[Exception], Problem] = {
    UnknownMember: Problem(422, "unknown_member", CannotStart.NOT_A_MEMBER),
    UnknownTemplate: Problem(422, "unknown_template", CannotStart.NO_TEMPLATE),
    TemplateWithoutSteps: Problem(422, "template_without_steps", CannotStart.TEMPLATE_WITHOUT_STEPS),
    TemplateIncomplete: Problem(422, "template_incomplete", CannotStart.TEMPLATE_INCOMPLETE),
    TemplateFaulty: Problem(422, "template_faulty", CannotStart.TEMPLATE_FAULTY),
    SignersDoNotMatch: Problem(422, "signers_do_not_match", CannotStart.SIGNER_COUNT),
    PlanExpired: Problem(403, "plan_expired", CannotStart.PLAN_EXPIRED),
    QuotaSpent: Problem(403, "quota_spent", CannotStart.QUOTA_SPENT),
}

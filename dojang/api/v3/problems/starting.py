"""Problems of starting contracts."""

from collections.abc import Mapping

from dojang.api.coded.startsimple.results import Start
from dojang.api.v3.problems.problem import Problem
from dojang.companies.errors import PlanExpired, QuotaSpent, UnknownMember
from dojang.flow.errors import SignersDoNotMatch
from dojang.library.errors import TemplateFaulty, TemplateIncomplete, TemplateWithoutSteps, UnknownTemplate

STARTING: Mapping[type[Exception], Problem] = {
    UnknownMember: Problem(422, "unknown_member", Start.NOT_A_MEMBER.text),
    UnknownTemplate: Problem(422, "unknown_template", Start.NO_TEMPLATE.text),
    TemplateWithoutSteps: Problem(422, "template_without_steps", Start.TEMPLATE_WITHOUT_STEPS.text),
    TemplateIncomplete: Problem(422, "template_incomplete", Start.TEMPLATE_INCOMPLETE.text),
    TemplateFaulty: Problem(422, "template_faulty", Start.TEMPLATE_FAULTY.text),
    SignersDoNotMatch: Problem(422, "signers_do_not_match", Start.SIGNER_COUNT.text),
    PlanExpired: Problem(403, "plan_expired", Start.PLAN_EXPIRED.text),
    QuotaSpent: Problem(403, "quota_spent", Start.QUOTA_SPENT.text),
}

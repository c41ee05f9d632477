"""Problems of starting contracts."""

from collections.abc import Mapping

from dojang.api.coded.startsimple.results import Start
from dojang.api.v3.problems.problem import Problem
from dojang.lib import errors

STARTING: Mapping[type[Exception], Problem] = {
    errors.UnknownMember: Problem(422, "unknown_member", Start.NOT_A_MEMBER.text),
    errors.UnknownTemplate: Problem(422, "unknown_template", Start.NO_TEMPLATE.text),
    errors.TemplateWithoutSteps: Problem(422, "template_without_steps", Start.TEMPLATE_WITHOUT_STEPS.text),
    errors.TemplateIncomplete: Problem(422, "template_incomplete", Start.TEMPLATE_INCOMPLETE.text),
    errors.TemplateFaulty: Problem(422, "template_faulty", Start.TEMPLATE_FAULTY.text),
    errors.SignersDoNotMatch: Problem(422, "signers_do_not_match", Start.SIGNER_COUNT.text),
    errors.PlanExpired: Problem(403, "plan_expired", Start.PLAN_EXPIRED.text),
    errors.QuotaSpent: Problem(403, "quota_spent", Start.QUOTA_SPENT.text),
}

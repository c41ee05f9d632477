"""Problems of members."""

from collections.abc import Mapping

from dojang.api.v3.problems.problem import Problem
from dojang.companies.errors import LastMember, MemberExists
from dojang.lib.texts import Text

MEMBERS: Mapping[type[Exception], Problem] = {
    MemberExists: Problem(409, "member_exists", Text(
        ko="{email}은(는) 이미 회사의 회원입니다.",
        en="{email} is already a member of the company.",
        ja="{email}はすでに会社のメンバーです。",
    )),
    LastMember: Problem(409, "last_member", Text(
        ko="회사의 마지막 회원은 삭제할 수 없습니다.",
        en="The last member of a company cannot be removed.",
        ja="会社の最後のメンバーは削除できません。",
    )),
}  # fmt: skip

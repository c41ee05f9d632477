"""Every problem of v3 by what is raised: one table per noun, and here they are put together."""

from collections.abc import Mapping

from dojang.api.v3.problems.bulk import BULK
from dojang.api.v3.problems.contracts import CONTRACTS
from dojang.api.v3.problems.exports import EXPORTS
from dojang.api.v3.problems.members import MEMBERS
from dojang.api.v3.problems.problem import EVERYWHERE, Problem
from dojang.api.v3.problems.shared import SHARED
from dojang.api.v3.problems.starting import STARTING

TABLE: Mapping[type[Exception], Problem] = {**SHARED, **STARTING, **CONTRACTS, **BULK, **EXPORTS, **MEMBERS}
# Each once, for the table that people read.
ALL: tuple[Problem, ...] = tuple(dict.fromkeys((*EVERYWHERE, *TABLE.values())))

"""What parameters and answers of v3 are made of."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, Any, TypeVar, cast

from django.db.models import Model, QuerySet
from ninja import Query
from pydantic import (
    AfterValidator,
    AwareDatetime,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetCoreSchemaHandler,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

MAX_ID = 2**63 - 1
MAX_ROWS = 200

Row = TypeVar("Row", bound=Model)
# A text without the blanks around it.
Trimmed = Annotated[str, BeforeValidator(lambda given: given.strip() if isinstance(given, str) else given)]
Id = Annotated[int, Field(ge=1, le=MAX_ID)]


@dataclass(frozen=True)
class AtMost:
    """`Annotated[list[X], AtMost(20)]`: counted before its items are looked at, and the first wrong item ends the looking."""

    count: int

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """The schema of a list, with the count in front."""
        listed = {**handler(source), "max_length": self.count, "fail_fast": True}
        return core_schema.no_info_before_validator_function(self._counted, cast("CoreSchema", listed))

    def _counted(self, given: object) -> object:
        if isinstance(given, list) and len(given) > self.count:
            raise PydanticCustomError("too_long", "too many", {"max_length": self.count})
        return given


def _in_utc(moment: datetime) -> datetime:
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("datetime_object_invalid", "before the first year or after the last") from None


# A moment that comes in. In UTC, because PostgreSQL knows no zone further from it than fifteen hours.
Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]


class RequestShape(BaseModel):
    """What comes in. `null` is the same as absent, and unknown keys are ignored, as everywhere in the API."""

    model_config = ConfigDict(frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, given: Any) -> Any:
        return {key: item for key, item in given.items() if item is not None} if isinstance(given, dict) else given


class ResponseShape(BaseModel):
    """What goes out: from a value with the same attributes, or those that `validation_alias` names."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


class PageQuery(RequestShape):
    """Which part of a list is wanted: the newest first, `limit` of them, older than `before`."""

    limit: int = Field(50, ge=1, le=MAX_ROWS, description=f"How many at most, up to {MAX_ROWS}.")
    before: Id | None = Field(
        None, description="The `next` of the page before. Without it the list starts with the newest."
    )

    def cut(self, rows: QuerySet[Row]) -> tuple[list[Row], int | None]:
        """The rows of this page, and the `before` of the next one if there is one.

        By id and not by position: rows that come meanwhile neither move others to another page nor appear twice.
        """
        older = rows.filter(pk__lt=self.before) if self.before else rows
        found = list(older.order_by("-pk")[: self.limit + 1])
        return found[: self.limit], found[self.limit - 1].pk if len(found) > self.limit else None


Next = Annotated[int | None, Field(description="The `before` of the next page; null: there is none.")]
Paged = Query[PageQuery]

"""A company's templates, their versions and layouts."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from django.db.models import F, Func, IntegerField, JSONField, OuterRef, QuerySet, Subquery, Value

from dojang.companies.models import Company, Member
from dojang.library.layout import Layout, trusted_layout
from dojang.library.models import Template, TemplateVersion
from dojang.library.pages import Size


class TemplateOrder(StrEnum):
    """What a list of templates is sorted by. Equal ones are sorted by their number."""

    NUMBER = "number"
    NAME = "name"
    CREATED = "created_at"
    CHANGED = "changed_at"
    CREATOR = "creator__email"
    CREATOR_NAME = "creator__name"
    STEPS = "step_count"
    BULK = "is_bulk"


@dataclass(frozen=True)
class TemplateSummary:
    """A template in a list, with how many steps its newest version has and whether that is for bulk."""

    template: Template
    steps: int
    bulk: bool
    version: int


def find_template(company: Company, number: str) -> Template | None:
    """The company's template with this number as a caller wrote it; None for anything but digits."""
    return Template.objects.filter(company=company, number=int(number)).first() if _is_number(number) else None


def newest_version(company: Company, number: str) -> TemplateVersion | None:
    """The newest version of the company's template with this number, with the template loaded."""
    if not _is_number(number):
        return None
    versions = TemplateVersion.objects.filter(template__company=company, template__number=int(number))
    # The texts of the pages may be many megabytes, and a start does not need them. The layout comes from `layout_of`.
    return versions.select_related("template").defer("pages", "layout").order_by("-number").first()


@lru_cache(maxsize=40)
def layout_of(version_id: int) -> Layout:
    """The layout of a version, which never changes. One of 2,000 fields takes 1.2 MB."""
    return trusted_layout(TemplateVersion.objects.values_list("layout", flat=True).get(pk=version_id))


@lru_cache(maxsize=4096)
def page_sizes(version_id: int) -> tuple[Size, ...]:
    """The sizes of the pages of a version, which never change; their texts stay in the database."""
    sides = [
        Func(F("pages"), Value(f"$[*].{side}"), function="jsonb_path_query_array", output_field=JSONField())
        for side in Size._fields
    ]
    kept = TemplateVersion.objects.filter(pk=version_id)
    widths, heights = kept.values_list(*sides, flat=False).get()
    return tuple(Size(*sides) for sides in zip(widths, heights, strict=True))


def _is_number(text: str) -> bool:
    """Whether it may be a template's number: digits within a database integer."""
    return text.isascii() and text.isdigit() and len(text) < 10


def all_templates(company: Company, *, by: Member | None, order: TemplateOrder, upwards: bool) -> list[TemplateSummary]:
    """The company's templates that are in use; with `by`, those that this member made."""
    templates = described(company).filter(archived_at=None)
    if by is not None:
        templates = templates.filter(creator=by)
    key = F(order).asc(nulls_first=True) if upwards else F(order).desc(nulls_last=True)
    return [summary_of(row) for row in templates.order_by(key, "number")]


def described(company: Company) -> QuerySet[Template]:
    """All of the company's templates, each with what `summary_of` needs."""
    newest = TemplateVersion.objects.filter(template=OuterRef("pk")).order_by("-number")
    # The layouts themselves, which may be large, stay in the database.
    steps = Func(F("layout__steps"), function="jsonb_array_length", output_field=IntegerField())
    templates: QuerySet[Template] = (
        Template.objects.filter(company=company)
        .select_related("creator")
        .annotate(
            step_count=Subquery(newest.values(found=steps)[:1]),
            is_bulk=Subquery(newest.values(found=F("layout__bulk"))[:1]),
            version_number=Subquery(newest.values("number")[:1]),
        )
    )
    return templates


def summary_of(row: Any) -> TemplateSummary:
    """A row of `described`."""
    return TemplateSummary(row, row.step_count, bool(row.is_bulk), row.version_number)

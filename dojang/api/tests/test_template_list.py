"""1123Q: the list of templates."""

from datetime import timedelta
from typing import Any

import pytest

from dojang.api.tests.acts import list_templates, template_for_bulk
from dojang.api.tests.calling import NOW, Api, Json, code, result
from dojang.library.models import Template
from tests import factories
from tests.factories import KIM, field


def files(answer: Json) -> list[str]:
    return [file["file_id"] for file in answer["body"]["file_list"]]


@pytest.fixture
def four(api: Api) -> Api:
    """Template 1 has two steps; 2 is for bulk; 3 is Kim's and has one step; 4 was made first and changed last."""
    template_for_bulk(api.company)
    factories.template(api.company, 3, fields=[field("a", "text", 1)], steps=1, name="Consent")
    factories.template(api.company, 4, fields=[field(f"f{n}", "text", n) for n in (1, 2, 3)], steps=3, name="동의서")
    for number in (1, 2, 3, 4):
        made = NOW + timedelta(days=-1 if number == 4 else number)
        Template.objects.filter(number=number).update(created_at=made, changed_at=made)
    Template.objects.filter(number=3).update(creator=api.member)
    Template.objects.filter(number=4).update(changed_at=NOW + timedelta(days=9))
    return api


def test_a_template_is_told_with_exactly_these_keys(api: Api) -> None:
    Template.objects.update(creator=api.member)
    answer = list_templates(api)
    assert result(answer) == ("00", "파일 리스트입니다.")
    assert answer["header"]["response_code"] == "1123A"
    who = {"comp_id": "testapi", "biz_id": "0", "memb_email": KIM, "search_dir_id": "all"}
    assert answer["body"] == who | {"file_list": [{
        "file_id": "1", "file_type": "templete", "file_name": "NDA", "dir_type": "shared", "create_memb_email": KIM,
        "create_date": "2026-01-31 10:00:00", "create_memb_name": "Kim", "file_workflow_count": 2,
        "file_workflow_type": "WEBTYPE", "file_workflow_library_id": "1", "last_modify_date": "2026-01-31 10:00:00",
    }]}  # fmt: skip


def test_a_template_that_nobody_is_known_to_have_made_names_nobody(api: Api) -> None:
    (file,) = list_templates(api)["body"]["file_list"]
    assert (file["create_memb_email"], file["create_memb_name"]) == ("", "")


@pytest.mark.parametrize(
    ("mode", "order"),
    [
        (1, "3214"), (2, "4123"), (3, "4132"), (4, "2314"), (5, "4321"), (6, "1234"),
        (7, "2134"), (8, "1342"), (9, "4123"), (10, "3124"),
    ],
)  # fmt: skip
def test_every_order_of_2022(four: Api, mode: int, order: str) -> None:
    names = {"1": "NDA", "2": "Bulk NDA", "3": "Consent", "4": "동의서"}
    assert names == {file["file_id"]: file["file_name"] for file in list_templates(four)["body"]["file_list"]}
    assert [
        files(list_templates(four, display_order_mode=mode)),
        files(list_templates(four, display_order_mode=str(mode))),
    ] == [list(order)] * 2


@pytest.mark.parametrize(
    ("mode", "order"),
    [
        (1, "1234"), (2, "1234"), (3, "2314"), (4, "1234"), (5, "1243"), (6, "4123"), (7, "1243"), (8, "3124"),
        (9, "1342"), (10, "1234"), (11, "1234"),
    ],
)  # fmt: skip
def test_earlier_editions_sort_by_the_keys_of_the_list(four: Api, mode: int, order: str) -> None:
    four.company.edition = "2021"
    four.company.save()
    assert files(list_templates(four, display_order_mode=mode)) == list(order)


@pytest.mark.parametrize(
    ("folder", "order"), [("all", "3214"), ("shared", "3214"), ("my", "3"), ("MY", "3"), ("", "3214"), (None, "3214")]
)
def test_my_templates_are_those_that_the_member_made(four: Api, folder: object, order: str) -> None:
    assert files(list_templates(four, search_dir_id=folder)) == list(order)


def test_my_templates_are_those_of_the_member_who_is_named(four: Api) -> None:
    factories.member(four.company, "manager@acme.test", name="Choi")
    assert files(list_templates(four, search_dir_id="my", memb_email="manager@acme.test")) == []


def test_a_template_for_bulk_is_told_as_such(four: Api) -> None:
    kinds = {file["file_id"]: file["file_workflow_type"] for file in list_templates(four)["body"]["file_list"]}
    assert kinds == {"1": "WEBTYPE", "2": "BULK", "3": "WEBTYPE", "4": "WEBTYPE"}


def test_the_newest_version_counts(api: Api) -> None:
    template = Template.objects.get()
    version = template.latest()
    version.pk, version.number, version.layout = None, 2, factories.layout([], steps=5)
    version.save()
    assert list_templates(api)["body"]["file_list"][0]["file_workflow_count"] == 5


def test_nothing_of_another_company_is_listed(api: Api) -> None:
    factories.template(factories.company("other"), 7)
    assert files(list_templates(api)) == ["1"]


@pytest.mark.parametrize("edition", ["2022", "2021"])
def test_without_an_order_there_is_one(four: Api, edition: str) -> None:
    four.company.edition = edition
    four.company.save()
    assert code(list_templates(four, display_order_mode=...)) == "00"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"search_dir_id": "12"}, "search_dir_id must be one of: all, my, shared"),
        ({"display_order_mode": 11}, "display_order_mode must be at most 10."),
        ({"display_order_mode": 0}, "display_order_mode must be at least 1."),
        ({"display_order_mode": "name"}, "display_order_mode must be a whole number."),
        ({"memb_email": ""}, "memb_email is required."),
    ],
)
def test_a_wrong_parameter_is_named(api: Api, changes: dict[str, Any], told: str) -> None:
    answer = list_templates(api, lang="en", **changes)
    assert (code(answer), answer["body"]["detail"]) == ("12", told)


def test_a_stranger_is_no_member(api: Api) -> None:
    answer = list_templates(api, memb_email="choi@other.test")
    assert result(answer) == ("10", "실패")
    assert "memb_email" in answer["body"]["detail"]

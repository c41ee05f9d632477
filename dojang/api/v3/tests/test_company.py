from typing import Any

import pytest

from dojang.api.v3.tests.calling import V3
from dojang.companies.models import Company

FRAME = ["https://shop.example.com", "http://localhost:3000"]


def test_it_tells_how_the_company_is_set_up(v3: V3) -> None:
    Company.objects.update(capacity=10, usage=3)
    answer = v3.get("/company")
    assert (answer["comp_id"], answer["language"], answer["edition"], answer["cors"]) == ("testapi", "en", "2022", True)
    assert (answer["capacity"], answer["usage"], answer["plan_ends_at"]) == (10, 3, None)


def test_what_is_secret_is_not_told(v3: V3) -> None:
    assert Company.objects.get().export_secret not in str(v3.get("/company"))


@pytest.mark.parametrize(
    ("name", "given", "kept"),
    [
        ("language", "ja-JP", "ja"),
        ("timezone", "Europe/Berlin", "Europe/Berlin"),
        ("edition", "2021", "2021"),
        ("cors", False, False),
        ("frame_origins", FRAME, FRAME),
        ("alerts_email", "ops@acme.test", "ops@acme.test"),
    ],
)
def test_a_setting_is_changed_and_nothing_else(v3: V3, name: str, given: object, kept: object) -> None:
    before = v3.get("/company")
    answer = v3.call("PATCH", "/company", {name: given})
    assert answer == before | {name: kept} == v3.get("/company")


def test_null_and_unknown_keys_change_nothing(v3: V3) -> None:
    before = v3.get("/company")
    assert v3.call("PATCH", "/company", {"cors": None, "comp_id": "other", "capacity": 99}) == before


def test_the_address_for_alerts_can_be_taken_out(v3: V3) -> None:
    v3.call("PATCH", "/company", {"alerts_email": "ops@acme.test"})
    assert v3.call("PATCH", "/company", {"alerts_email": ""})["alerts_email"] == ""


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"language": "fr"}, "language must be one of: ko, en, ja"),
        ({"language": 1}, "language must be one of: ko, en, ja"),
        ({"timezone": "Mars/Olympus"}, "timezone must be a time zone such as Asia/Seoul."),
        ({"timezone": "../etc/passwd"}, "timezone must be a time zone such as Asia/Seoul."),
        ({"timezone": "Asia"}, "timezone must be a time zone such as Asia/Seoul."),
        ({"edition": "2023"}, "edition must be one of: 2022, 2021"),
        ({"cors": "perhaps"}, "cors must be true or false."),
        ({"frame_origins": "https://a.example"}, "frame_origins must be an array."),
        ({"frame_origins": ["https://a.example", "a.example"]}, "frame_origins[1] must be an origin such as"),
        ({"frame_origins": ["https://a.example/"]}, "frame_origins[0] must be an origin such as"),
        ({"frame_origins": ["https://a.example"] * 51}, "frame_origins may have at most 50 elements."),
        ({"alerts_email": "ops"}, "alerts_email must be an e-mail address."),
    ],
)
def test_a_setting_that_cannot_be_is_refused_and_nothing_is_changed(v3: V3, given: dict[str, Any], said: str) -> None:
    before = v3.get("/company")
    answer = v3.call("PATCH", "/company", {"cors": False} | given, 422)
    assert answer["header"]["result_msg"].startswith(said)
    assert v3.get("/company") == before

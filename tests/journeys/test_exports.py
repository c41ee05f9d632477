"""What a receiver gets from a whole server: the documents' own examples, and addresses that open while it still listens."""

import base64
import json
import re
import urllib.request
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from dojang.cli.demo.browser import drawn_signature
from dojang.exports import tests as exports
from dojang.exports.tests.receiver import Arrival, Receiver, Reply
from tests.factories import blank_pdf, field
from tests.journeys.integrator import Integrator
from tests.journeys.people import Person
from tests.journeys.server import Server
from tests.journeys.stories import CONSENT, TESTAPI, posted

# Each file is one document of the eSignon API: requests as it describes them, and the exports of its examples, with <…> for what
# only a server knows. Two of them print "Playing" for a complete contract; that slip is not kept.
DOCUMENTED = Path(exports.__file__).parent / "documented"
EXAMPLES = {
    f"{file.stem}: {name}": example
    for file in sorted(DOCUMENTED.glob("*.json"))
    for name, example in json.loads(file.read_text()).items()
}
SINCE_OTHER_EDITIONS = {"wfluid", "status"}  # some editions have them and some not; we always send them

Json = dict[str, Any]


@pytest.fixture
def hook() -> Iterator[Receiver]:
    with Receiver().serving() as serving:
        yield serving


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_every_documented_example_arrives_as_its_document_prints_it(
    kim: Integrator, hook: Receiver, example: Json
) -> None:
    request = json.dumps(example["request"]).replace("<receiver>", hook.url)
    started = kim.post("startsimple", request)["body"]
    sign_the_first_step(kim.server, example["request"]["body"], started)
    (arrival,) = hook.wait_for(1, 60)
    told, printed = json.loads(arrival.body), example["export"]
    known = patterns(kim.server, started["workflow_id"])
    assert_printed(told["header"], printed["header"], known)
    assert_printed({key: told["body"][key] for key in told["body"] if key in printed["body"]}, printed["body"], known)
    assert set(told["body"]) - set(printed["body"]) == SINCE_OTHER_EDITIONS - set(printed["body"])
    assert arrival.headers.get("Authorization") == printed["header"].get("authorization")


def sign_the_first_step(server: Server, asked: Json, started: Json) -> None:
    """By the link in the answer, or, where the starter signs first, by the starter's token."""
    story, player = (CONSENT if asked["doc_id"] == CONSENT.number else TESTAPI), asked["player_list"][0]
    person = Person(player["name"])
    page = person.follow(started.get("play_url") or f"{server.url}/mail/sign?token={started['token']}")
    if player.get("password"):
        page = person.prove(page, player["password"])
    person.approve(page, posted(story.template, story.steps[0]))


def assert_printed(told: Json, printed: Json, known: dict[str, str]) -> None:
    """The same keys in the same order, with the same values or with values of the kind that stands there in <…>."""
    assert list(told) == list(printed)
    for key, value in told.items():
        assert re.fullmatch(known.get(printed[key]) or re.escape(printed[key]), value), (key, value)


def patterns(server: Server, contract: str) -> dict[str, str]:
    secret, url = r"[\w-]{43}", re.escape(server.url)
    return {
        "<contract>": contract,
        "<company's client id>": "[0-9a-f]{32}",
        "<time>": r"20\d\d-[01]\d-[0-3]\d [0-2]\d:[0-5]\d:[0-5]\d\.0",
        "<signing link>": rf"{url}/mail/sign\?token={secret}",
        "<viewer link>": f"{url}/view/{secret}",
        "<download link>": f"{url}/download/{secret}",
    }


# Addresses


BOXES = [
    field("text", "text", 1, 0.05), field("empty", "text", 1, 0.10), field("label", "label", None, 0.15, default="No. 7"),
    field("ticked", "check", 1, 0.20), field("bare", "check", 1, 0.25), field("monthly", "radio", 1, 0.30, group="pay"),
    field("yearly", "radio", 1, 0.35, group="pay"), field("day", "date", 1, 0.40), field("photo", "picture", 1, 0.45),
    field("sign", "signature", 1, 0.50), field("stamp", "stamp", 1, 0.55), field("reply", "text", 2, 0.60),
]  # fmt: skip
TEXTS = {
    "text": "두 줄", "empty": "none", "label": "No. 7", "ticked": "Y", "bare": "N", "monthly": "Y", "yearly": "N",
    "day": "2026-11-20", "reply": "none",
}  # fmt: skip
PICTURES = {"photo": "image/png", "sign": "image/svg+xml", "stamp": "image/svg+xml"}


class Opening:
    """Opens every address in an export before it answers, and remembers what it saw and whether it could sign."""

    def __init__(self) -> None:
        self.seen: list[dict[str, tuple[int, str, bool]]] = []
        self.could_sign: list[bool] = []

    def __call__(self, arrival: Arrival, _before: int) -> Reply:
        body = json.loads(arrival.body)["body"]
        if "play_url" in body:
            self.could_sign.append("/approve" in Person("Park").follow(body["play_url"]).html)
        self.seen.append({key: opened(value) for key, value in body.items() if value.startswith("http")})
        return Reply()


def opened(url: str) -> tuple[int, str, bool]:
    """Status, type of content, and whether it is to be kept as a file."""
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(url, timeout=30) as answer:
        disposition = answer.headers.get("Content-Disposition", "inline")
        return answer.status, answer.headers.get_content_type(), disposition.startswith("attachment")


@pytest.fixture(scope="module")
def template(server: Server, tmp_path_factory: pytest.TempPathFactory) -> str:
    """A template with every kind of box; its number."""
    folder, number = tmp_path_factory.mktemp("template"), "77"
    (folder / "all.pdf").write_bytes(blank_pdf())
    (folder / "all.json").write_text(json.dumps({"steps": [{"step": 1}, {"step": 2}], "fields": BOXES}))
    files = ["--pdf", str(folder / "all.pdf"), "--layout", str(folder / "all.json")]
    server.run("template", "import", "--company", "testapi", *files, "--name", "All", "--doc-id", number)
    return number


@pytest.mark.parametrize(
    ("link_type", "files"),
    [(None, (200, "text/html", False)), ("download", (200, "application/pdf", True))],
    ids=["viewer", "download"],
)
def test_every_address_in_an_export_opens_while_its_receiver_still_listens(
    kim: Integrator, hook: Receiver, template: str, link_type: str | None, files: tuple[int, str, bool]
) -> None:
    hook.answer = opening = Opening()
    started = kim.start(asked(hook, template, link_type=link_type))
    lee, park = Person("Lee"), Person("Park")
    lee.approve(lee.follow(started["play_url"]), filled())
    first = json.loads(hook.wait_for(1, 60)[0].body)["body"]
    assert {name: first[name] for name in TEXTS} == TEXTS
    pictures = {name: (200, media_type, False) for name, media_type in PICTURES.items()}
    park.approve(park.follow(first["play_url"]), {"f11": "done"})
    last = json.loads(hook.wait_for(2, 60)[1].body)["body"]
    assert (first["status"], last["status"], last["reply"]) == ("Playing", "Complete", "done")
    hook.wait_until(lambda: len(opening.seen) == 2)
    assert opening.could_sign == [True]
    assert opening.seen == [
        {**pictures, "play_url": (200, "text/html", False)},
        {**pictures, "cert_url": files, "download_url": files},
    ]


def asked(hook: Receiver, template: str, **export: Any) -> Json:
    names = (*TEXTS, *PICTURES)
    params = [{"param_id": name, "param_value": "none", "fields": [{"field_name": name}]} for name in names]
    players = [{"email": "lee@example.com", "name": "Lee"}, {"email": "park@example.com", "name": "Park"}]
    return {
        "memb_email": "guide@esignon.net", "doc_id": template, "workflow_name": "All", "player_list": players,
        "export_api_info": {
            "api_type": "ALL", "url": hook.url, "request_code": "embed", "request_params": params, **export,
        },
    }  # fmt: skip


def filled() -> dict[str, str]:
    """What Lee's browser sends."""
    png, ink = BytesIO(), json.dumps(drawn_signature("Lee"))
    Image.new("L", (40, 40), 128).save(png, "PNG")
    photo = base64.b64encode(png.getvalue()).decode()
    return {"f0": "두 줄", "f3": "Y", "g5": "5", "f7": "2026-11-20", "f8": photo, "f9": ink, "f10": ink}

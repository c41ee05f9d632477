"""The code that we give receivers, run as they would run it, against exports that were really delivered."""

import importlib.util
import json
import subprocess
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from types import ModuleType

import pytest

from dojang.companies.export_secrets import live, new_secret, retire, rotate
from dojang.companies.models import Company
from dojang.exports.tests import world
from dojang.exports.tests.conftest import Dispatch
from dojang.exports.tests.receiver import Arrival, Receiver

CODE = Path(__file__).parents[3] / "docs" / "api" / "verify"
NODE = """
import { readFileSync } from "node:fs";
const asked = JSON.parse(readFileSync(0, "utf8"));
const now = Date.now();
Date.now = () => now + asked.later * 1000;
const { isGenuine } = await import(asked.module);
console.log(isGenuine(Buffer.from(asked.body, "hex"), asked.headers, asked.secret));
"""


def python(body: bytes, headers: Mapping[str, str], secret: str, later: float) -> bool:
    module, now = _module(), time.time()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.time, "time", lambda: now + later)
        return bool(module.is_genuine(body, headers, secret))


def _module() -> ModuleType:
    spec = importlib.util.spec_from_file_location("verify", CODE / "verify.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def javascript(body: bytes, headers: Mapping[str, str], secret: str, later: float) -> bool:
    module = (CODE / "verify.mjs").as_uri()
    asked = {"module": module, "body": body.hex(), "headers": headers, "secret": secret, "later": later}
    command = ["node", "--input-type=module", "--eval", NODE]
    done = subprocess.run(command, input=json.dumps(asked), capture_output=True, text=True, check=True)
    return bool(json.loads(done.stdout))


Verify = Callable[[bytes, Mapping[str, str], str, float], bool]
each_language = pytest.mark.parametrize("verify", [python, javascript])


@pytest.fixture
def arrival(acme: Company, receiver: Receiver, dispatch: Dispatch) -> Arrival:
    return delivered(acme, receiver, dispatch)


def delivered(of: Company, receiver: Receiver, dispatch: Dispatch) -> Arrival:
    dispatch()
    world.approve(world.contract(of, receiver.url), "좋습니다")
    (arrival,) = receiver.wait_for(1)
    return arrival


@each_language
def test_a_delivered_export_is_genuine_for_five_minutes(acme: Company, arrival: Arrival, verify: Verify) -> None:
    secret = acme.export_secret
    assert verify(arrival.body, arrival.headers, secret, 0)
    assert [verify(arrival.body, arrival.headers, secret, later) for later in (280, 320)] == [True, False]
    assert [verify(arrival.body, arrival.headers, secret, later) for later in (-280, -320)] == [True, False]


@each_language
def test_nothing_that_was_changed_on_the_way_is_genuine(acme: Company, arrival: Arrival, verify: Verify) -> None:
    changed = [
        (arrival.body.replace(b'"CF"', b'"RT"'), arrival.headers),
        (arrival.body + b"\n", arrival.headers),
        (arrival.body, arrival.headers | {"webhook-id": "msg_0"}),
        (arrival.body, arrival.headers | {"webhook-timestamp": str(int(time.time()) + 100)}),
        (arrival.body, arrival.headers | {"webhook-timestamp": "soon"}),
        (arrival.body, arrival.headers | {"webhook-signature": "v1,"}),
        (arrival.body, {}),
    ]
    assert [verify(body, headers, acme.export_secret, 0) for body, headers in changed] == [False] * len(changed)


@each_language
def test_another_s_secret_verifies_nothing(arrival: Arrival, verify: Verify) -> None:
    assert not verify(arrival.body, arrival.headers, new_secret(), 0)


@each_language
def test_among_signatures_of_other_kinds_the_own_one_is_found(acme: Company, arrival: Arrival, verify: Verify) -> None:
    own = arrival.headers["webhook-signature"]
    headers = arrival.headers | {"webhook-signature": f"v1a,{own[3:]} v1,c2hvcnQ= {own}"}
    assert verify(arrival.body, headers, acme.export_secret, 0)
    other_kind = arrival.headers | {"webhook-signature": f"v1a,{own[3:]}"}
    assert not verify(arrival.body, other_kind, acme.export_secret, 0)


@each_language
def test_during_a_rotation_both_secrets_verify(
    acme: Company, receiver: Receiver, dispatch: Dispatch, verify: Verify
) -> None:
    rotate(acme, timedelta(hours=1))
    arrival = delivered(acme, receiver, dispatch)
    assert [verify(arrival.body, arrival.headers, secret, 0) for secret in live(acme)] == [True, True]


@each_language
def test_a_retired_secret_verifies_nothing(
    acme: Company, receiver: Receiver, dispatch: Dispatch, verify: Verify
) -> None:
    old, fresh = acme.export_secret, rotate(acme)
    retire(acme)
    arrival = delivered(acme, receiver, dispatch)
    assert [verify(arrival.body, arrival.headers, secret, 0) for secret in (fresh, old)] == [True, False]

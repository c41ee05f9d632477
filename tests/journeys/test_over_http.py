"""Whole stories over HTTP, with signers whose browsers run no scripts."""

from pathlib import Path
from typing import Any

import pytest

from tests.journeys import sealed
from tests.journeys.integrator import Integrator
from tests.journeys.people import Page, PageRefused, Person
from tests.journeys.server import wait_until
from tests.journeys.stories import EMPLOYMENT, NDA, STORIES, TESTAPI, Signing, Story, posted

# Word for word from the API's documentation: the request that it offers for trying.
FOR_TEST_ACCOUNT = """{
	"header": {
		"request_code": "5005Q",
		"version": "9.9.99"
	},
	"body": {
		"biz_id": "0",
		"memb_email": "guide@esignon.net",
		"language": "ko-KR",
		"comment": "",
		"workflow_name": "TEST-NAME",
		"doc_id": "1",
		"player_list": [{
				"field_owner": "1",
				"email": "guide@esignon.net",
				"name": "TEST"
			},
			{
				"field_owner": "2",
				"email": "guide@esignon.net",
				"name": "TEST"
			}
		],
		"field_list": [{
			"field_name": "name",
			"field_value": "name-value"
		}],
		"customer_list": [{
			"email": "guide@esignon.net",
			"name": "TEST"
		}]
	}
}"""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.template)
def test_every_sample_is_signed_told_sealed_and_readable(kim: Integrator, story: Story, tmp_path: Path) -> None:
    name = next(iter(story.written))
    params = [{"param_id": "asked", "param_value": "-", "fields": [{"doc_id": story.number, "field_name": name}]}]
    started = kim.start(story.body(**kim.exports(link_type="download", request_params=params)))
    last = sign_every_step(kim, story, started)
    assert last["asked"] == story.written[name]
    lee = Person("이영희")
    document, certificate = lee.fetch(last["download_url"]), lee.fetch(last["cert_url"])
    for pdf in (document, certificate):
        sealed.assert_sealed(pdf, kim.server.authority(), tmp_path)
    sealed.assert_says(document, story.written.values())
    sealed.assert_ink_in_its_boxes(document, story)
    sealed.assert_says(certificate, [story.title, *(step.name for step in story.steps)])


def sign_every_step(kim: Integrator, story: Story, started: dict[str, Any]) -> dict[str, Any]:
    """All sign in order, each through the link in the export before. Returns the last export."""
    told = started
    for number, signing in enumerate(story.steps, start=1):
        page = sign(told["play_url"], story, signing)
        assert page.standing in ("approved", "sealing", "finished")
        told = kim.next_export()
        is_last = number == len(story.steps)
        assert told["wfuid"] == started["workflow_id"]
        assert (told["worktype"], told["status"]) == ("CF", "Complete" if is_last else "Playing")
        assert (told["actionid"], told["useremail"], told["user_name"]) == (str(number), signing.contact, signing.name)
        if not is_last:
            following = story.steps[number]
            assert (told["next_play_user"], told["next_user_name"]) == (following.contact, following.name)
    return told


def sign(url: str, story: Story, signing: Signing) -> Page:
    person = Person(signing.name)
    return person.approve(person.follow(url), posted(story.template, signing))


def test_in_normal_mode_the_signers_are_told_by_messages_and_everybody_gets_the_end(kim: Integrator) -> None:
    choi = {"email": "choi@example.com", "name": "최민준"}
    contract = kim.start(NDA.body(customer_list=[choi]))["workflow_id"]
    for signing in NDA.steps:
        assert sign(invitation(kim, contract, signing.contact), NDA, signing).standing != ""
    wait_until(lambda: len(kim.messages(contract)) == 2 + 4)
    ends = kim.messages(contract)[2:]
    assert {one.address for one in ends} == {
        "sato@example.jp", "takahashi@example.jp", "choi@example.com", "guide@esignon.net",
    }  # fmt: skip
    for one in ends:
        document, certificate = (behind(Person("anybody"), link) for link in one.links)
        sealed.assert_says(document, NDA.written.values())
        sealed.assert_says(certificate, [step.name for step in NDA.steps])


def invitation(kim: Integrator, contract: str, address: str) -> str:
    """The link in the newest message to the address."""
    wait_until(lambda: bool(_to(kim, contract, address)))
    return _to(kim, contract, address)[-1]


def _to(kim: Integrator, contract: str, address: str) -> list[str]:
    return [one.links[0] for one in kim.messages(contract) if one.address == address and one.links]


def test_a_message_to_a_phone_waits_for_a_provider_and_its_link_is_with_the_operator(kim: Integrator) -> None:
    contract = kim.start(EMPLOYMENT.body())["workflow_id"]
    lee, park = EMPLOYMENT.steps
    sign(invitation(kim, contract, lee.contact), EMPLOYMENT, lee)
    wait_until(lambda: [one.state for one in kim.messages(contract)][1:] == ["waiting"])
    printed = kim.server.run("messages", "--full", "--contract", contract)
    link = next(word for word in printed.split() if word.startswith(f"{kim.server.url}/mail/sign?token="))
    assert f"to {park.contact}: waiting" in printed
    assert sign(link, EMPLOYMENT, park).standing in ("sealing", "finished")


def test_a_rejection_by_the_first_signer_ends_the_contract(kim: Integrator) -> None:
    started = kim.start(TESTAPI.body(**kim.exports()))
    lee = Person("이영희")
    page = lee.reject(lee.follow(started["play_url"]), "금액이 다릅니다.")
    assert page.standing == "rejected"
    told = kim.next_export()
    assert (told["worktype"], told["status"], told["opinion"]) == ("RT", "Canceled", "금액이 다릅니다.")
    with pytest.raises(PageRefused):
        Person("Choi").follow(started["play_url"])


def test_a_rejection_by_the_second_signer_sends_it_back_to_be_approved_anew(kim: Integrator) -> None:
    started = kim.start(TESTAPI.body(**kim.exports()))
    lee, park = TESTAPI.steps
    sign(started["play_url"], TESTAPI, lee)
    second = Person(park.name)
    second.reject(second.follow(kim.next_export()["play_url"]), "날짜를 고쳐 주세요.")
    back = kim.next_export()
    assert (back["worktype"], back["status"], back["next_play_user"]) == ("RT", "Playing", lee.contact)
    first = Person(lee.name)
    page = first.follow(back["play_url"])
    assert "날짜를 고쳐 주세요." in page.html
    first.approve(page, posted("testapi", lee) | {"f1": "2026-11-23"})
    again = kim.next_export()
    assert (again["worktype"], again["actionid"], again["next_play_user"]) == ("CF", "1", park.contact)
    sign(again["play_url"], TESTAPI, park)
    last = kim.next_export()
    assert last["status"] == "Complete"
    sealed.assert_says(behind(second, last["download_url"]), ["2026-11-23"])


def behind(person: Person, view_url: str) -> bytes:
    """The PDF that the page at `view_url` offers to download."""
    path = person.fetch(view_url).decode().partition('href="/download/')[2].partition('"')[0]
    return person.fetch(f"{view_url.partition('/view/')[0]}/download/{path}")


def test_an_access_code_has_to_be_right_before_the_document_shows(kim: Integrator) -> None:
    body = TESTAPI.body(**kim.exports())
    players: Any = body["player_list"]
    players[0] |= {"password": "hanbit2026", "password_hint": "회사 이름과 올해"}
    lee = Person("이영희")
    page = lee.follow(kim.start(body)["play_url"])
    assert "회사 이름과 올해" in page.html
    assert "/approve" not in page.html
    assert "4번 더" in lee.prove(page, "hanbit2025").html
    document = lee.prove(page, "hanbit2026")
    lee.approve(document, posted("testapi", TESTAPI.steps[0]))
    assert kim.next_export()["status"] == "Playing"


def test_the_documented_request_works_as_printed_and_its_token_opens_the_starters_own_steps(kim: Integrator) -> None:
    answer = kim.post("startsimple", FOR_TEST_ACCOUNT)
    assert answer["header"]["result_code"] == "00", answer
    token, contract = answer["body"]["token"], answer["body"]["workflow_id"]
    guide = Person("TEST")
    for number, step in enumerate(TESTAPI.steps):
        page = guide.follow(f"{kim.server.url}/api/testapi/sign?token={token}")
        assert "name-value" in page.html
        name = {"f0": "name-value"} if number == 0 else {}
        assert guide.approve(page, posted("testapi", step) | name).standing != ""
    wait_until(lambda: len(kim.messages(contract)) == 3)
    sealed.assert_says(behind(guide, kim.messages(contract)[-1].links[0]), ["name-value"])

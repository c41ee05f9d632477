"""From a draft that keeps the documented rules to the order that the conductor takes; our own rules are checked here."""

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time

from dojang.api.coded.results import Refused
from dojang.api.coded.startsimple.export import is_of, read_export
from dojang.api.coded.startsimple.request import MOST_ID, Draft, Person, Player
from dojang.api.coded.startsimple.results import Start
from dojang.api.messages import Parameter, Warned
from dojang.api.parameters import InvalidParameter, Parameters, read_day
from dojang.api.start.notices import Notice
from dojang.companies.models import Company, Member
from dojang.contracts.errors import ValueRefused
from dojang.flow.orders import CopyOrder, SignerOrder, StartOrder
from dojang.lib import clock, moments
from dojang.lib.characters import told_all, unseen
from dojang.lib.contact import Contact, check_phone
from dojang.lib.texts import Language, composed
from dojang.lib.visitor import Visitor
from dojang.library.layout import MOST_FIELDS

MOST_NAME = 64


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """A start that may go ahead, or a preview of it."""

    order: StartOrder
    preview: bool
    notices: tuple[Notice, ...]


def read_order(draft: Draft, company: Company, visitor: Visitor, caller: Member | None = None) -> Wanted:
    """Raises `InvalidParameter`, `ValueRefused`, and `Refused` for the deadline."""
    notices: list[Notice] = []
    body, timezone = draft.body, draft.offset or company.timezone
    require_plain(body, "workflow_name", draft.title)
    for person in draft.people:
        require_name(person)
    preview = body.choice("preview", "preview") == "preview"
    order = StartOrder(
        company=company,
        starter_email=draft.starter,
        template_number=draft.template,
        title=draft.title,
        language=body.language("language") or Language.KO,
        timezone=timezone,
        signers=tuple(read_signer(player) for player in _in_order(draft.players)),
        copies=tuple(_copy(person) for person in draft.copies),
        values=_values(body, draft.template, notices),
        comment=draft.comment,
        comment_to_all=body.choice("comment_to", "first", "all") == "all",
        biz_id=body.identifier("biz_id", MOST_ID) or "0",
        export=read_export(body, draft.template, notices),
        expires_at=_deadline(body, timezone),
        caller=caller,
        visitor=visitor,
    )
    return Wanted(order=order, preview=preview, notices=tuple(notices))


def require_plain(part: Parameters, key: str, text: str) -> None:
    """Titles and names stand in subjects of e-mails and in one line of documents, where each character has to be seen.

    Raises `InvalidParameter`.
    """
    if any(unicodedata.category(character) in ("Cc", "Zl", "Zp") for character in text):
        raise part.wrong(key, Parameter.CONTROL_CHARACTERS)
    hidden = unseen(text)
    if hidden:
        raise part.wrong(key, Parameter.UNSEEN_CHARACTERS, characters=told_all(hidden))


def require_name(person: Person) -> None:
    """Raises `InvalidParameter` for a name too long, or of more than one line."""
    if len(person.name) > MOST_NAME:
        raise person.part.wrong("name", Parameter.TOO_LONG, most=MOST_NAME)
    require_plain(person.part, "name", person.name)


def _in_order(players: tuple[Player, ...]) -> list[Player]:
    """By `field_owner` when everybody has one, else as they stand."""
    if not any(player.owner for player in players):
        return list(players)
    places = {player.owner.lstrip("0"): player for player in players}
    wanted = [str(place) for place in range(1, len(players) + 1)]
    if sorted(places) != sorted(wanted):
        raise InvalidParameter(Parameter.OWNERS, count=len(players))
    return [places[place] for place in wanted]


def read_signer(player: Player) -> SignerOrder:
    """A signer who keeps the documented rules. Raises `InvalidParameter`."""
    if player.password and player.password.casefold() in player.hint.casefold():
        raise player.part.wrong("password_hint", Parameter.HINT_TELLS)
    return SignerOrder(
        name=player.name,
        contact=Contact.read(player.address),
        language=player.part.language("language"),
        mobile_number=check_phone(player.mobile) if player.mobile else "",
        access_code=player.password,
        access_hint=player.hint,
    )


def _copy(person: Person) -> CopyOrder:
    language = person.part.language("language")
    return CopyOrder(name=person.name, contact=Contact.read(person.address), language=language)


def _values(body: Parameters, template: str, notices: list[Notice]) -> dict[str, str]:
    """What stands in the boxes, by name. A box with two different values is refused: nobody could tell which one was meant."""
    values: dict[str, str] = {}
    for item in body.parts("field_list", MOST_FIELDS):
        name, value = composed(item.exact("field_name")), item.items.get("field_value")
        if value is None or value == "" or not is_of(template, item, notices):
            continue
        if not name.strip():
            notices.append(Notice.of(Warned.NAMELESS_VALUE, parameter=item.path))
            continue
        if not isinstance(value, str):
            raise ValueRefused(name, "type")
        if values.setdefault(name, value) != value:
            raise InvalidParameter(Parameter.TWO_VALUES, field=name)
    return values


def _deadline(body: Parameters, timezone: str) -> datetime | None:
    """The last second of the day `expireddate`, where the contract lives."""
    if not body.has("expireddate") or not str(body.items["expireddate"]).strip():
        return None
    zone, day = moments.zone(timezone), _day(body.items["expireddate"])
    if day < clock.now().astimezone(zone).date():
        raise Refused(Start.PAST_DATE)
    return datetime.combine(day, time(23, 59, 59), tzinfo=zone)


def _day(raw: object) -> date:
    day = read_day(raw)
    if day is None:
        raise Refused(Start.BAD_DATE)
    return day

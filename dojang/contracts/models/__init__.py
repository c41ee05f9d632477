"""The models of the room, each in the module of what it is about."""

from dojang.contracts.models.access import HandOver, Link, PhoneCode, Session
from dojang.contracts.models.contents import Draft, FieldValue, Preview
from dojang.contracts.models.contract import CarbonCopy, Contract, SealingFailure, Signer, Tally
from dojang.contracts.models.history import Event, EventPerson
from dojang.contracts.models.public_links import PublicLink, PublicLinkUse

__all__ = [
    "CarbonCopy",
    "Contract",
    "Draft",
    "Event",
    "EventPerson",
    "FieldValue",
    "HandOver",
    "Link",
    "PhoneCode",
    "Preview",
    "PublicLink",
    "PublicLinkUse",
    "SealingFailure",
    "Session",
    "Signer",
    "Tally",
]

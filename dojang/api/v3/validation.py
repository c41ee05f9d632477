"""What pydantic complains of, in our own words: which parameter, and what it has to be."""

from collections.abc import Mapping
from typing import Any

from dojang.api.messages import Parameter
from dojang.api.parameters import InvalidParameter
from dojang.api.start.complaints import Location, spelled
from dojang.lib.texts import Text

# The kinds of pydantic's errors: https://docs.pydantic.dev/latest/errors/validation_errors/
_TEXTS: Mapping[str, Text] = {
    "missing": Parameter.REQUIRED,
    "string_type": Parameter.NOT_TEXT,
    "string_too_long": Parameter.TOO_LONG,
    "string_too_short": Parameter.TOO_SHORT,
    "too_long": Parameter.TOO_MANY,
    "too_short": Parameter.TOO_FEW,
    "int_type": Parameter.NOT_A_NUMBER,
    "int_parsing": Parameter.NOT_A_NUMBER,
    "int_parsing_size": Parameter.NOT_A_NUMBER,
    "int_from_float": Parameter.NOT_A_NUMBER,
    "greater_than_equal": Parameter.TOO_SMALL,
    "less_than_equal": Parameter.TOO_LARGE,
    "bool_type": Parameter.NOT_A_SWITCH,
    "bool_parsing": Parameter.NOT_A_SWITCH,
    "enum": Parameter.NOT_A_CHOICE,
    "literal_error": Parameter.NOT_A_CHOICE,
    "list_type": Parameter.NOT_LIST,
    "dict_type": Parameter.NOT_OBJECT,
    "model_type": Parameter.NOT_OBJECT,
    "model_attributes_type": Parameter.NOT_OBJECT,
    "date_type": Parameter.NOT_A_MOMENT,
    "date_parsing": Parameter.NOT_A_MOMENT,
    "date_from_datetime_parsing": Parameter.NOT_A_MOMENT,
    "date_from_datetime_inexact": Parameter.NOT_A_MOMENT,
    "datetime_type": Parameter.NOT_A_MOMENT,
    "datetime_parsing": Parameter.NOT_A_MOMENT,
    "datetime_from_date_parsing": Parameter.NOT_A_MOMENT,
    "datetime_object_invalid": Parameter.NOT_A_MOMENT,
    "timezone_aware": Parameter.NOT_A_MOMENT,
}


# How v3 spells the locations of complaints about a start.
SPELLING: Mapping[str, str] = {
    "title": "workflow_name",
    "signers": "recipient_list",
    "copies": "customer_list",
    "contact": "email",
    "access_hint": "password_hint",
}


def invalid_parameter(error: Mapping[str, Any]) -> InvalidParameter:
    """One of pydantic's errors in our words."""
    facts: Mapping[str, Any] = error.get("ctx", {})
    text = _TEXTS.get(error["type"], Parameter.NOT_VALID)
    if error["type"] == "string_too_short" and facts["min_length"] == 1:
        text = Parameter.REQUIRED
    return InvalidParameter(
        text,
        parameter=_name(error["loc"]),
        most=facts.get("max_length", facts.get("le")),
        least=facts.get("min_length", facts.get("ge")),
        choices=str(facts.get("expected", "")).replace("'", "").replace(" or ", ", "),
    )


def _name(location: Location) -> str:
    """The parameter as its sender knows it, e.g. `recipient_list[0].name`: without where it stood, and without our name for the body."""
    source, *rest = location
    if source == "body":
        rest = rest[1:] or ["body"]
    return spelled(tuple(rest), {})

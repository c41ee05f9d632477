"""The log: one line per event, as text or JSON, with no secret in it."""

import logging
import re
from typing import Any, Literal

import structlog
from structlog.typing import EventDict, Processor

# Links hold their token in the query or in the path; what goes to whom is in headers. 43 characters are 256 bits.
_SECRETS = (
    (re.compile(r"(?i)\b((?:token|code|password|secret|signature)=)[^&\s\"']+"), r"\1***"),
    (re.compile(r"(?i)(authori[sz]ation|authentication|cookie)(['\"]?\s*[:=]\s*['\"]?)[^'\"\n,}]+"), r"\1\2***"),
    (re.compile(r"(?<![\w-])[\w-]{43}(?![\w-])"), "***"),
)
_SECRET_NAME = re.compile(r"(?i)(?:http_)?(?:token|code|password|secret|authori[sz]ation|authentication|cookie)")


def scrub(text: str) -> str:
    """The text without link tokens and authorizations."""
    for pattern, replacement in _SECRETS:
        text = pattern.sub(replacement, text)
    return text


def scrub_event(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """The last step before an event is written."""
    return {key: _clean_named(key, value) for key, value in event.items()}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return scrub(value)
    if isinstance(value, dict):
        return {key: _clean_named(str(key), item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_clean(item) for item in value]
    return value


def _clean_named(name: str, value: Any) -> Any:
    if isinstance(value, str) and _SECRET_NAME.fullmatch(name):
        return "***"
    return _clean(value)


def soften_refusal(record: logging.LogRecord) -> bool:
    """A filter that keeps every record. Django logs a request that it refuses as an error of the server, with a traceback;
    a stranger can send any number of them, so each becomes one line, a warning."""
    if record.name.startswith("django.security.") and record.levelno > logging.WARNING:
        record.levelno, record.levelname, record.exc_info = logging.WARNING, "WARNING", None
    return True


_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
]


def configuration(form: Literal["text", "json"]) -> dict[str, Any]:
    """What Django's LOGGING wants; both structlog's and the standard library's loggers end in it."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    render: Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if form == "json"
        else structlog.dev.ConsoleRenderer(colors=False, pad_event_to=0)
    )
    finish = [structlog.stdlib.ProcessorFormatter.remove_processors_meta, scrub_event, render]
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "event": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _SHARED,
                "processors": finish,
            }
        },
        "filters": {"refusals": {"()": lambda: soften_refusal}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "event", "filters": ["refusals"]}},
        "root": {"handlers": ["stderr"], "level": "INFO"},
        "loggers": {
            # Every 4xx is not worth a line; a 5xx is.
            "django.request": {"level": "ERROR"},
            "_granian": {"level": "ERROR", "handlers": [], "propagate": True},
            "procrastinate": {"level": "WARNING"},
            "django": {"level": "INFO", "handlers": [], "propagate": True},
        },
    }

# Made from _async/company.py by scripts/make_sync.py: change that one.
"""The company's settings."""

from collections.abc import Sequence

from dojang_client._asking import change, get
from dojang_client._sync.calling import Caller
from dojang_client.answers import Company, Edition, Language


class Companies:
    """`dojang.company`."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    def read(self) -> Company:
        """The settings, and how much of the plan is used."""
        return self._caller.ask(get("/company"), Company)

    def change(
        self,
        *,
        language: Language | None = None,
        timezone: str | None = None,
        edition: Edition | None = None,
        cors: bool | None = None,
        frame_origins: Sequence[str] | None = None,
        alerts_email: str | None = None,
    ) -> Company:
        """What is None stays."""
        body = {
            "language": language, "timezone": timezone, "edition": edition, "cors": cors, "frame_origins": frame_origins,
            "alerts_email": alerts_email,
        }  # fmt: skip
        return self._caller.ask(change("PATCH", "/company", body), Company)

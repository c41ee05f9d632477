"""The company's settings."""

from collections.abc import Sequence

from dojang_client._asking import change, get
from dojang_client._async.calling import AsyncCaller
from dojang_client.answers import Company, Edition, Language


class AsyncCompanies:
    """`dojang.company`."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    async def read(self) -> Company:
        """The settings, and how much of the plan is used."""
        return await self._caller.ask(get("/company"), Company)

    async def change(
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
        return await self._caller.ask(change("PATCH", "/company", body), Company)

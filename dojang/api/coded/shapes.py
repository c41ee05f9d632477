"""Fields and examples that several calls share, as readers of the OpenAPI document see them."""

from typing import Literal

from pydantic import Field

Number = str | int
Switch = Literal["true", "false", ""] | bool
Locale = Field(None, description="ko-KR, en-US or ja-JP; also ko, en, ja and any xx-YY of them.")
COMPANY = Field(None, description="The token's company when absent; any other one is refused.")
BIZ = Field(None, description='Echoed; "0" when absent.')
MEMBER = Field(description="A member of the company, in whose name this is done.")
ZONE_OFFSET = Field("+09:00", description="The zone of the answer's times: ±hh:mm, encoded as %2B09:00.")
TIME = "YYYY-MM-DD HH:MM:SS in the company's zone."
WHO = {"comp_id": "testapi", "biz_id": "0", "memb_email": "kim@acme.test"}

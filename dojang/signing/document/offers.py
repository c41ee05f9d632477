"""What a text box may be filled with by one tap: the signer's own name, or today's date, judged by what the box is called."""

import re
from enum import StrEnum

from dojang.library.kinds import Kind
from dojang.library.layout import Field


class Offer(StrEnum):
    NAME = "name"
    TODAY = "today"


_NAME = re.compile(r"성\s*명|이\s*름|성\s*함|氏\s*名|名\s*前|姓\s*名|\bname\b", re.IGNORECASE)
# Names of others, parts of a name, and the name in other letters than the signer's own.
_OTHER_NAME = re.compile(
    r"회사|상호|기업|업체|법인|기관|학교|은행|지점|상품|제품|품명|파일|프로젝트|사업|배우자|보호자|자녀|부모|가족|추천인|연대|보증인|증인|영문|한자|"
    r"会社|商号|企業|法人|学校|銀行|支店|商品|製品|口座|配偶者|保護者|子供|家族|紹介者|保証人|証人|カナ|かな|フリ|ふり|ローマ字|英字|"
    r"\b(company|business|firm|employer|school|bank|branch|product|file|project|account|event|user|brand|spouse|partner|parent|"
    r"guardian|child|referee|witness|guarantor|first|last|middle|family|given|maiden|nick|pet)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"날짜|일자|(작성|계약|서명|동의|신청|체결|제출|확인|기입)\s*일(?!정)|日付|年月日|(作成|契約|署名|同意|申込|締結|提出|確認|記入)日|\bdate\b",
    re.IGNORECASE,
)
# Days that are hardly ever today.
_OTHER_DAY = re.compile(
    r"생년|생일|출생|만료|만기|종료|시작|입사|퇴사|지급|납기|유효|까지|부터|生年|誕生|満了|終了|開始|期限|入社|退社|支払|納期|有効|"
    r"\b(birth|born|expir|due|end|start|begin|effective|hire|payment|delivery|until|from|to)",
    re.IGNORECASE,
)


def offer(box: Field, name: str) -> Offer | None:
    """What to offer for the box to a signer called `name`; nothing where it does not fit."""
    if box.kind is not Kind.TEXT or box.multiline:
        return None
    title = box.title.replace("_", " ")
    if _NAME.search(title) and not _OTHER_NAME.search(title) and len(name) <= (box.max_length or len(name)):
        return Offer.NAME
    return Offer.TODAY if _DATE.search(title) and not _OTHER_DAY.search(title) else None

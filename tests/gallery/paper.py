"""What the gallery's people sign: one agreement, written in three languages, and who they are."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from dojang.companies.models import Company
from dojang.flow.templates import import_template
from dojang.lib.texts import Language, Text
from dojang.lib.vendor import FONTS
from dojang.library.samples.build import FOLDER, MADE_AT
from dojang.pdf.typeset import positions, typeset
from tests import factories

_SOURCE = Path(__file__).with_name("agreement.typ")


@dataclass(frozen=True)
class People:
    """Kim starts; Lee and Park sign."""

    company: str
    kim: str
    lee: str
    park: str


PEOPLE: Mapping[Language, People] = {
    Language.EN: People("Bright Studio", "Mina Kim", "Emma Lee", "Daniel Park"),
    Language.KO: People("한빛 스튜디오", "김민아", "이서연", "박지훈"),
    Language.JA: People("ひかりスタジオ", "金子美奈", "李沙織", "朴健太"),
}
WORDS: Mapping[str, Text] = {
    "title": Text(ko="사진 촬영 계약서", en="Photography agreement", ja="写真撮影契約書"),
    "clause": Text(ko="제#조", en="#.", ja="第#条"),
    "between": Text(
        ko="스튜디오와 촬영자는 아래와 같이 촬영을 맡기고 맡기로 한다.",
        en="The studio engages the photographer, and the photographer accepts, on the terms below.",
        ja="スタジオと撮影者は、次のとおり撮影業務を委託し、これを受託する。",
    ),
    "heading1": Text(ko="촬영", en="The work", ja="撮影"),
    "text1": Text(
        ko="촬영자는 합의한 날 하루 동안 촬영하고, 고른 사진 서른 장을 열흘 안에 넘긴다.",
        en="The photographer works for one day, on the day agreed, and hands over thirty chosen pictures within ten days.",
        ja="撮影者は合意した日に一日撮影し、選んだ写真三十枚を十日以内に引き渡す。",
    ),
    "heading2": Text(ko="대가", en="The fee", ja="報酬"),
    "text2": Text(
        ko="스튜디오는 사진을 받은 날부터 30일 안에 대가를 지급한다. 교통비는 아래에서 고른 대로 한다.",
        en="The studio pays within thirty days of receiving the pictures. Travel costs are treated as chosen below.",
        ja="スタジオは写真の受領から30日以内に報酬を支払う。交通費は下で選んだとおりとする。",
    ),
    "heading3": Text(ko="권리", en="Rights", ja="権利"),
    "text3": Text(
        ko="스튜디오는 사진을 기한 없이 쓸 수 있으며, 촬영자는 이름을 밝힐 권리를 가진다.",
        en="The studio may use the pictures without limit of time; the photographer is named beside them.",
        ja="スタジオは写真を期限なく使用でき、撮影者は氏名の表示を求めることができる。",
    ),
    "photographer": Text(ko="촬영자", en="Photographer", ja="撮影者"),
    "studio": Text(ko="스튜디오", en="Studio", ja="スタジオ"),
    "name": Text(ko="이름", en="Name", ja="氏名"),
    "day": Text(ko="촬영일", en="Day of the work", ja="撮影日"),
    "travel": Text(ko="교통비", en="Travel costs", ja="交通費"),
    "included": Text(ko="대가에 포함", en="in the fee", ja="報酬に含む"),
    "billed": Text(ko="따로 청구", en="billed apart", ja="別途請求"),
    "terms": Text(ko="계약 내용", en="Terms", ja="契約内容"),
    "read": Text(ko="읽고 이해했습니다", en="I have read the terms", ja="内容を読みました"),
    "portrait": Text(ko="사진", en="Portrait", ja="顔写真"),
    "signature": Text(ko="서명", en="Signature", ja="署名"),
    "stamp": Text(ko="도장", en="Stamp", ja="印鑑"),
}
NOTE = Text(
    ko="금요일까지 부탁드립니다. 궁금한 점은 언제든 전화 주세요.",
    en="By Friday, if you can. Call me any time if something is unclear.",
    ja="金曜日までにお願いいたします。ご不明な点はいつでもお電話ください。",
)
HINT = Text(ko="휴대폰 번호 끝 네 자리", en="the last four digits of your mobile", ja="携帯電話番号の下4桁")
WHY = Text(
    ko="촬영일이 잘못되었습니다. 12월 4일로 고쳐 주세요.",
    en="The day is wrong: it has to be 4 December.",
    ja="撮影日が違います。12月4日に直してください。",
)
NOT_NOW = Text(
    ko="조건을 다시 이야기하고 싶습니다.",
    en="I would like to talk about the terms first.",
    ja="条件をあらためてご相談したいです。",
)
MISTAKE = Text(ko="같은 계약을 두 번 보냈습니다.", en="It was sent twice.", ja="同じ契約を二度送ってしまいました。")


def establish(language: Language, frame_origins: list[str]) -> Company:
    """A company that speaks `language`, its member Kim, and the agreement as template 1."""
    people = PEOPLE[language]
    company = factories.company(name=people.company, language=language, frame_origins=frame_origins)
    factories.member(company, name=people.kim)
    with TemporaryDirectory() as folder:
        _import(company, language, Path(folder))
    return company


def _import(company: Company, language: Language, folder: Path) -> None:
    source = shutil.copy(_SOURCE, folder)
    shutil.copy(FOLDER / "form.typ", folder)
    data: dict[str, Any] = {
        "language": language.value,
        "words": {name: text.of(language) for name, text in WORDS.items()},
    }
    pdf = typeset(Path(source), data, {}, FONTS, at=MADE_AT)
    roles = [WORDS[role].of(language) for role in ("photographer", "studio")]
    layout = {
        "bulk": False,
        "steps": [{"step": step, "role": role, "starter": False} for step, role in enumerate(roles, start=1)],
        "fields": positions(Path(source), data, {}, FONTS, "field"),
    }
    import_template(company, pdf=pdf, layout=layout, name=data["words"]["title"], number=1)

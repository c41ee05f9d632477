"""Texts of the boxes for signatures, stamps and pictures."""

from dojang.lib.texts import Text

INK = {
    "ways": Text(ko="입력 방법", en="How to sign", ja="署名の方法"),
    "way.draw": Text(ko="그리기", en="Draw", ja="手書き"),
    "way.type": Text(ko="이름 입력", en="Type", ja="名前を入力"),
    "way.seal": Text(ko="도장 만들기", en="Make a stamp", ja="印鑑を作る"),
    "way.picture": Text(ko="사진", en="Picture", ja="写真"),
    "same.signature": Text(ko="앞의 서명과 똑같이", en="Same signature as before", ja="前と同じ署名を使う"),
    "same.stamp": Text(ko="앞의 도장과 똑같이", en="Same stamp as before", ja="前と同じ印鑑を使う"),
    "type.name": Text(ko="서명할 이름", en="Name to sign with", ja="署名する名前"),
    "type.hands": Text(ko="글씨체", en="Handwriting", ja="書体"),
    "hand.pen": Text(ko="펜글씨", en="Pen", ja="ペン字"),
    "hand.brush": Text(ko="붓글씨", en="Brush", ja="筆文字"),
    "hand.neat": Text(ko="또박또박", en="Neat", ja="丁寧"),
    "seal.name": Text(ko="도장에 새길 이름", en="Name on the stamp", ja="印鑑に彫る名前"),
    "seal.shapes": Text(ko="도장 모양", en="Shape of the stamp", ja="印鑑の形"),
    "seal.hint": Text(
        ko="8자까지 새깁니다. 빈자리는 인(印)으로 채웁니다.",
        en="Up to 8 characters; a name in letters is shortened to its initials.",
        ja="8文字まで彫れます。余白は「印」で埋めます。",
    ),
    "shape.round": Text(ko="둥근 도장", en="Round", ja="丸"),
    "shape.square": Text(ko="네모 도장", en="Square", ja="角"),
    "shape.oval": Text(ko="타원 도장", en="Oval", ja="小判"),
    "paper": Text(ko="사진의 바탕", en="Background of the picture", ja="写真の背景"),
    "paper.clear": Text(ko="바탕 지우기", en="Remove the background", ja="背景を消す"),
    "paper.keep": Text(ko="사진 그대로", en="Keep as it is", ja="そのまま使う"),
    "paper.busy": Text(ko="바탕을 지우는 중…", en="Removing the background…", ja="背景を消しています…"),
    "paper.failed": Text(
        ko="바탕을 지우지 못했습니다. 연결을 확인하거나 사진을 그대로 쓰세요.",
        en="The background could not be removed. Check your connection, or keep the picture as it is.",
        ja="背景を消せませんでした。接続を確認するか、そのまま使ってください。",
    ),
}

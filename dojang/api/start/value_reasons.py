"""Why a value does not fit its box, in sentences."""

from dojang.contracts.errors import ValueRefused
from dojang.lib.texts import Language, Text

# Why a value does not fit, by the reasons of `contracts.values`.
VALUE_REASONS = {
    "type": Text(
        ko="문자열이어야 합니다.", en="it must be a string.", ja="文字列でなければなりません。"
    ),
    "characters": Text(
        ko="문서에 표시할 수 없는 문자가 있습니다: {characters}",
        en="it has characters that the document cannot show: {characters}",
        ja="文書に表示できない文字があります: {characters}",
    ),
    "variant": Text(
        ko="이체자 {variants}은(는) 문서에 쓸 수 없습니다. 대신 {plain}을(를) 보내주세요.",
        en="it has a variant that the document cannot show: {variants}. Send {plain} instead.",
        ja="異体字{variants}は文書に表示できません。代わりに{plain}を送信してください。",
    ),
    "length": Text(
        ko="{most}자까지 입력할 수 있습니다.", en="at most {most} characters are possible.", ja="{most}文字まで入力できます。"
    ),
    "room": Text(
        ko="박스에 다 들어가지 않습니다. {size}pt 글씨로 {given}자 중 {fit}자('{end}'까지) 들어갑니다.",
        en="it is too long for the box: at {size} pt {fit} of its {given} characters fit, up to '{end}'.",
        ja="ボックスに入りきりません。{size}ptの文字で{given}文字中{fit}文字（「{end}」まで）入ります。",
    ),
    "lines": Text(ko="한 줄만 입력할 수 있습니다.", en="only one line is possible.", ja="1行のみ入力できます。"),
    "mark": Text(
        ko='"Y" 또는 "N"이어야 합니다.', en='it must be "Y" or "N".', ja="「Y」または「N」でなければなりません。"
    ),
    "group": Text(
        ko="같은 그룹에서는 하나만 선택할 수 있습니다.",
        en="only one of its group can be chosen.",
        ja="同じグループでは1つだけ選択できます。",
    ),
    "date": Text(
        ko="YYYY-MM-DD 형식의 올바른 날짜여야 합니다.",
        en="it must be a real date in the form YYYY-MM-DD.",
        ja="YYYY-MM-DD形式の正しい日付でなければなりません。",
    ),
    "picture-type": Text(
        ko="base64로 인코딩한 jpg, jpeg, png 이미지여야 합니다.",
        en="it must be a jpg, jpeg or png picture encoded in base64.",
        ja="base64でエンコードされたjpg、jpeg、png画像でなければなりません。",
    ),
    "picture-size": Text(
        ko="이미지 크기는 {most}를 넘을 수 없습니다.",
        en="the picture may have at most {most}.",
        ja="画像のサイズは{most}を超えることはできません。",
    ),
    "picture-pixels": Text(
        ko="이미지의 가로세로 크기가 너무 큽니다.",
        en="the picture has too many pixels.",
        ja="画像の縦横のサイズが大きすぎます。",
    ),
    "picture-damaged": Text(
        ko="이미지 파일이 손상되었습니다.", en="the picture is damaged.", ja="画像ファイルが破損しています。"
    ),
    "picture-blank": Text(
        ko="이미지가 완전히 투명합니다.", en="the picture is wholly transparent.", ja="画像が完全に透明です。"
    ),
    "picture-empty": Text(
        ko="이미지에서 서명이나 도장이 보이지 않습니다.",
        en="the picture shows no signature or stamp.",
        ja="画像に署名または印鑑が見当たりません。",
    ),
    "not-yours": Text(
        ko="서명과 도장은 서명자만 넣을 수 있습니다.",
        en="signatures and stamps can only be given by their signer.",
        ja="署名と印鑑は署名者のみ入力できます。",
    ),
}  # fmt: skip


def why_refused(error: ValueRefused, language: Language) -> str:
    """Why the value does not fit its box, as a sentence."""
    return VALUE_REASONS[error.reason].of(language, **error.details)

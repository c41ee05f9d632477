"""Texts that say what is wrong with what somebody entered, shown at the box."""

from dojang.lib.texts import Text

REFUSALS = {
    "wrong-code": Text(
        ko="맞지 않습니다. {left}번 더 시도할 수 있습니다.",
        en="That is not right. Tries left: {left}.",
        ja="正しくありません。あと{left}回お試しいただけます。",
    ),
    "wrong-code.empty": Text(ko="암호를 입력해 주세요.", en="Enter the code.", ja="コードを入力してください。"),
    "paused": Text(
        ko="여러 번 틀려 잠시 멈췄습니다. {minutes}분 뒤에 다시 시도해 주세요.",
        en="Too many wrong tries. Please wait {minutes} min and try again.",
        ja="誤入力が続いたため一時停止しました。{minutes}分後にもう一度お試しください。",
    ),
    "empty": Text(ko="꼭 필요한 칸입니다.", en="This one is required.", ja="必須の項目です。"),
    "errors.title": Text(
        ko="고쳐야 할 칸이 있습니다.", en="Some boxes need another look.", ja="修正が必要な項目があります。"
    ),
    "refused.type": Text(ko="이 칸에 맞지 않는 값입니다.", en="That does not fit this box.", ja="この項目に合わない値です。"),
    "refused.characters": Text(
        ko="문서에 쓸 수 없는 글자가 있습니다: {characters}",
        en="These characters cannot be written on the document: {characters}",
        ja="文書に書けない文字があります：{characters}",
    ),
    "refused.variant": Text(
        ko="{variants}: 이 이체자는 문서에 쓸 수 없습니다. {plain}(으)로 써 주세요.",
        en="{variants}: this variant cannot be written on the document. Use {plain} instead.",
        ja="{variants}：この異体字は文書に表示できません。{plain}をご使用ください。",
    ),
    "refused.variant.replaced": Text(
        ko="{variants}: 이 이체자는 쓸 수 없어 {plain}(으)로 바꿔 두었습니다. 괜찮으시면 그대로 다시 승인해 주세요.",
        en="{variants}: this variant cannot be written, so it was replaced with {plain}. If you agree, approve again.",
        ja="{variants}：この異体字は文書に表示できないため、{plain}に置き換えました。よろしければ、そのままもう一度承認してください。",
    ),
    "instead": Text(ko="{plain}(으)로 쓰기", en="Use {plain}", ja="{plain}を使う"),
    "refused.length": Text(
        ko="{most}자까지 쓸 수 있습니다.", en="Up to {most} characters.", ja="{most}文字まで入力できます。"
    ),
    "refused.room": Text(
        ko="칸보다 깁니다. {fit}자(‘{end}’까지)만 들어갑니다. 지금 {given}자이니 줄여 주세요.",
        en="Too long for this box: {fit} of {given} characters fit, up to “{end}”. Please shorten it.",
        ja="この項目に入りきりません。入力できるのは{given}文字中{fit}文字（「{end}」まで）です。短くしてください。",
    ),
    "refused.lines": Text(ko="한 줄로 써 주세요.", en="Please use a single line.", ja="1行で入力してください。"),
    "refused.mark": Text(ko="하나만 골라 주세요.", en="Please choose one.", ja="1つだけ選んでください。"),
    "refused.group": Text(ko="하나만 골라 주세요.", en="Please choose one.", ja="1つだけ選んでください。"),
    "refused.date": Text(ko="날짜가 올바르지 않습니다.", en="That is not a date.", ja="日付が正しくありません。"),
    "refused.picture-type": Text(
        ko="JPG 또는 PNG 사진을 골라 주세요. HEIC, WebP 사진은 JPG로 저장한 뒤 골라 주세요.",
        en="Please choose a JPG or PNG picture. Save a HEIC or WebP picture as JPG first.",
        ja="JPGまたはPNGの画像を選んでください。HEICやWebPの画像は、JPGで保存してから選んでください。",
    ),
    "refused.picture-size": Text(
        ko="사진이 너무 큽니다. 1 MB까지 올릴 수 있습니다.",
        en="The picture is too large. Up to 1 MB is possible.",
        ja="画像が大きすぎます。1 MBまでアップロードできます。",
    ),
    "refused.picture-pixels": Text(
        ko="사진의 가로세로가 너무 큽니다.", en="The picture has too many pixels.", ja="画像の画素数が多すぎます。"
    ),
    "refused.picture-damaged": Text(
        ko="사진을 읽을 수 없습니다. 다른 사진을 골라 주세요.",
        en="The picture cannot be read. Please choose another.",
        ja="画像を読み取れません。別の画像を選んでください。",
    ),
    "refused.picture-blank": Text(
        ko="사진에서 알아볼 수 있는 것이 없습니다. 다른 사진을 고르거나 사진 그대로 써 주세요.",
        en="Nothing can be made out in the picture. Choose another one, or keep it as it is.",
        ja="画像から読み取れるものがありません。別の画像を選ぶか、そのまま使ってください。",
    ),
    "refused.picture-empty": Text(
        ko="사진에서 서명이나 도장이 보이지 않습니다. 서명이 크고 뚜렷하게 나온 사진을 골라 주세요.",
        en="The picture shows no signature or stamp. Please choose a picture in which it is large and clear.",
        ja="画像に署名や印鑑が見当たりません。署名が大きくはっきり写った画像を選んでください。",
    ),
    "refused.drawing": Text(
        ko="그림을 읽을 수 없습니다. 다시 그려 주세요.",
        en="The drawing cannot be read. Please draw it again.",
        ja="描いた内容を読み取れません。もう一度描いてください。",
    ),
    "refused.drawing-small": Text(
        ko="너무 작습니다. 조금 더 크게 그려 주세요.",
        en="That is very small. Please draw it larger.",
        ja="小さすぎます。もう少し大きく描いてください。",
    ),
    "refused.not-yours": Text(ko="다른 사람의 칸입니다.", en="This box belongs to someone else.", ja="ほかの方の項目です。"),
    "refused.locked": Text(ko="바꿀 수 없는 칸입니다.", en="This box cannot be changed.", ja="変更できない項目です。"),
    "refused.unknown": Text(ko="문서에 없는 칸입니다.", en="The document has no such box.", ja="文書にない項目です。"),
}  # fmt: skip

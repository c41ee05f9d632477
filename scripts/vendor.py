"""Copy the fonts and browser code that Dojang ships from node_modules to dojang/vendor.

npm fetches them by lock file (`npm ci`); they ride in the wheel and are never committed.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "dojang" / "vendor"
GOOGLE = "@expo-google-fonts"
NOTO = f"{GOOGLE}/noto-sans-{{0}}/{{1}}/NotoSans{{2}}_{{1}}.ttf"

FILES = {
    "fonts/PretendardJP-Regular.ttf": "pretendard-jp/dist/public/static/alternative/PretendardJP-Regular.ttf",
    "fonts/PretendardJP-Bold.ttf": "pretendard-jp/dist/public/static/alternative/PretendardJP-Bold.ttf",
    "fonts/NotoSansJP-Regular.ttf": NOTO.format("jp", "400Regular", "JP"),
    "fonts/NotoSansKR-Regular.ttf": NOTO.format("kr", "400Regular", "KR"),
    "fonts/NotoSansSC-Regular.ttf": NOTO.format("sc", "400Regular", "SC"),
    "fonts/DejaVuSans.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "fonts/Caveat-SemiBold.ttf": f"{GOOGLE}/caveat/600SemiBold/Caveat_600SemiBold.ttf",
    "fonts/DancingScript-Bold.ttf": f"{GOOGLE}/dancing-script/700Bold/DancingScript_700Bold.ttf",
    "fonts/GowunBatang-Bold.ttf": f"{GOOGLE}/gowun-batang/700Bold/GowunBatang_700Bold.ttf",
    "fonts/KleeOne-SemiBold.ttf": f"{GOOGLE}/klee-one/600SemiBold/KleeOne_600SemiBold.ttf",
    "fonts/NanumBrushScript-Regular.ttf": f"{GOOGLE}/nanum-brush-script/NanumBrushScript_400Regular.ttf",
    "fonts/NanumPenScript-Regular.ttf": f"{GOOGLE}/nanum-pen-script/400Regular/NanumPenScript_400Regular.ttf",
    "fonts/YujiSyuku-Regular.ttf": f"{GOOGLE}/yuji-syuku/400Regular/YujiSyuku_400Regular.ttf",
    "fonts/LICENSE-Caveat.txt": f"{GOOGLE}/caveat/LICENSE_FONT",
    "fonts/LICENSE-DancingScript.txt": f"{GOOGLE}/dancing-script/LICENSE_FONT",
    "fonts/LICENSE-GowunBatang.txt": f"{GOOGLE}/gowun-batang/LICENSE_FONT",
    "fonts/LICENSE-KleeOne.txt": f"{GOOGLE}/klee-one/LICENSE_FONT",
    # One text for both: its reserved names include NanumBrush, whose own package carries no copy.
    "fonts/LICENSE-Nanum.txt": f"{GOOGLE}/nanum-pen-script/LICENSE_FONT",
    "fonts/LICENSE-YujiSyuku.txt": f"{GOOGLE}/yuji-syuku/LICENSE_FONT",
    "fonts/LICENSE-DejaVu.txt": "dejavu-fonts-ttf/LICENSE",
    "fonts/LICENSE-Pretendard.txt": "pretendard-jp/dist/LICENSE.txt",
    "fonts/LICENSE-NotoSansJP.txt": f"{GOOGLE}/noto-sans-jp/LICENSE_FONT",
    "fonts/LICENSE-NotoSansKR.txt": f"{GOOGLE}/noto-sans-kr/LICENSE_FONT",
    "fonts/LICENSE-NotoSansSC.txt": f"{GOOGLE}/noto-sans-sc/LICENSE_FONT",
    "static/swagger-ui/swagger-ui-bundle.js": "swagger-ui-dist/swagger-ui-bundle.js",
    "static/swagger-ui/swagger-ui.css": "swagger-ui-dist/swagger-ui.css",
    "static/swagger-ui/LICENSE": "swagger-ui-dist/LICENSE",
    "static/swagger-ui/NOTICE": "swagger-ui-dist/NOTICE",
    # The works that are bundled in it.
    "static/swagger-ui/swagger-ui-bundle.js.LICENSE.txt": "swagger-ui-dist/swagger-ui-bundle.js.LICENSE.txt",
}


def main() -> int:
    missing = [source for source in FILES.values() if not (MODULES / source).is_file()]
    if missing:
        print("not found below node_modules (run `npm ci` first):", *missing, sep="\n  ", file=sys.stderr)
        return 1
    for target, source in FILES.items():
        (VENDOR / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(MODULES / source, VENDOR / target)
    return 0


if __name__ == "__main__":
    sys.exit(main())

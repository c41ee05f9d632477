"""Copy the fonts and browser code that Dojang ships from node_modules to dojang/vendor.

npm fetches them by lock file (`npm ci`); they ride in the wheel and are never committed.
"""

import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "dojang" / "vendor"
NOTO = "@expo-google-fonts/noto-sans-{0}/{1}/NotoSans{2}_{1}.ttf"

FILES = {
    "fonts/PretendardJP-Regular.ttf": "pretendard-jp/dist/public/static/alternative/PretendardJP-Regular.ttf",
    "fonts/PretendardJP-Bold.ttf": "pretendard-jp/dist/public/static/alternative/PretendardJP-Bold.ttf",
    "fonts/NotoSansJP-Regular.ttf": NOTO.format("jp", "400Regular", "JP"),
    "fonts/NotoSansKR-Regular.ttf": NOTO.format("kr", "400Regular", "KR"),
    "fonts/DejaVuSans.ttf": "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
    "fonts/LICENSE-DejaVu.txt": "dejavu-fonts-ttf/LICENSE",
    "fonts/LICENSE-Pretendard.txt": "pretendard-jp/dist/LICENSE.txt",
    "fonts/LICENSE-NotoSansJP.txt": "@expo-google-fonts/noto-sans-jp/LICENSE_FONT",
    "fonts/LICENSE-NotoSansKR.txt": "@expo-google-fonts/noto-sans-kr/LICENSE_FONT",
    "static/vendor/signature_pad.js": "signature_pad/dist/signature_pad.min.js",
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

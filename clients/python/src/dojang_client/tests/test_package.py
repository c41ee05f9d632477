"""What is published: made from one source, and whole in a place of its own."""

import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

import dojang_client

HOME = Path(dojang_client.__file__).resolve().parents[2]


def run(*command: object) -> str:
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", out, HOME)
    return next(out.glob("*.whl"))


def test_the_waiting_client_is_made_from_the_awaited_one() -> None:
    run(sys.executable, HOME / "scripts" / "make_sync.py", "--check")


def test_the_wheel_holds_both_flavours_their_types_and_no_tests(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    assert {f"dojang_client/{name}" for name in ("py.typed", "_sync/client.py", "_async/client.py")} <= set(names)
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert not [name for name in names if "/tests/" in name]


def test_the_wheel_works_where_nothing_of_ours_is(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "new", symlinks=True, with_pip=False)
    python = tmp_path / "new" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel)
    # httpx is lent by these tests' environment, behind the new one's own packages.
    lend = f"import sys; sys.path.append({str(Path(sys.executable).parents[1] / 'lib' / _lib() / 'site-packages')!r})"
    shown = run(python, "-I", "-c", f"{lend}; import dojang_client as d; print(d.__file__, d.Dojang('http://d.test'))")
    assert shown.startswith(str(tmp_path / "new"))
    assert "Dojang('http://d.test')" in shown


def _lib() -> str:
    return f"python{sys.version_info.major}.{sys.version_info.minor}"

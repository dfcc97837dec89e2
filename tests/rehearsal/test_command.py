"""`ankiflask verify` at its edges: other inputs, what it leaves, how it ends."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.anki.releases import build
from tests.cli.command_line import Run
from tests.rehearsal.genanki_packages import Package
from tests.rehearsal.verifying import verified
from tests.waiting import HANG_LIMIT, wait_for

FLASK = Path(__file__).parents[2] / "decks" / "flask"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return Package().write(tmp_path / "rivers.apkg")


def test_the_flask_deck_passes_alone_and_as_its_own_upgrade(run: Run, tmp_path: Path) -> None:
    flask = build(FLASK, tmp_path / "dist").package
    report = verified(run, flask, flask)
    assert (report.code, report.rules, report.warnings) == (0, [], set())
    written = (FLASK / "deck.yaml").read_text(encoding="utf-8").count("\n  - id: ")
    assert report.said["fresh"]["notes"] == written
    assert report.said["fresh"]["problems"] == []
    assert report.counts()["edits"] == report.counts()["kept"] > 20


def test_a_file_that_is_no_package_is_told_with_every_other(run: Run, tmp_path: Path) -> None:
    (tmp_path / "text.apkg").write_text("no package", encoding="utf-8")
    ran = run("verify", "text.apkg", "--upgrade-from", "nowhere.apkg")
    assert ran.code == 1
    assert ran.out == ""
    assert "text.apkg: error: This is no Anki package" in ran.err
    assert "nowhere.apkg: error: There is no file 'nowhere.apkg'." in ran.err
    ran = run("verify", "text.apkg", "--json")
    said = json.loads(ran.out)
    assert (said["upgrades"], said["problems"][0]["rule"], ran.code) == ([], "not-a-package", 1)


def test_without_anki_it_says_what_to_install(run: Run, package: Path, tmp_path: Path) -> None:
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone" / "anki.py").write_text("raise ImportError('gone')", encoding="utf-8")
    ran = run("verify", str(package), env={"PYTHONPATH": str(tmp_path / "gone")})
    assert ran.code == 2
    assert ran.out == ""
    assert "pip install '.[verify]'" in ran.err
    assert len(ran.err.splitlines()) == 1


def test_modules_in_the_folder_where_one_stands_are_not_taken(
    run: Run, package: Path, tmp_path: Path
) -> None:
    (tmp_path / "anki.py").write_text("raise ImportError('not this one')", encoding="utf-8")
    assert verified(run, package).code == 0


def test_no_package_is_a_wrong_command_line(run: Run) -> None:
    assert run("verify").code == 2


def test_nothing_is_left(run: Run, package: Path, tmp_path: Path) -> None:
    (tmp_path / "tmp").mkdir()
    ran = run("verify", str(package), env={"TMPDIR": str(tmp_path / "tmp")})
    assert ran.code == 0
    assert [*(tmp_path / "tmp").iterdir()] == []


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_nothing_is_left_where_it_is_stopped(
    package: Path, tmp_path: Path, how: signal.Signals
) -> None:
    folder = tmp_path / "tmp"
    folder.mkdir()
    words = [sys.executable, "-m", "ankiflask", "verify", str(package)]
    words += ["--upgrade-from", str(package)] * 20
    process = subprocess.Popen(
        words, env=os.environ | {"TMPDIR": str(folder)}, stderr=subprocess.PIPE, encoding="utf-8"
    )
    wait_for(lambda: any(folder.glob("*/learner-0")))
    process.send_signal(how)
    _, said = process.communicate(timeout=HANG_LIMIT)
    if how is signal.SIGKILL:
        assert process.returncode == -how
    else:
        assert (process.returncode, said.strip()) == (128 + how, "Stopped.")
    wait_for(lambda: not any(folder.iterdir()))


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into /proc")
def test_an_anki_that_never_ends_ends_with_a_killed_verify(package: Path, tmp_path: Path) -> None:
    """Anki does without orjson, so one that loops stands for whatever takes long in it."""
    folder, mark = tmp_path / "tmp", tmp_path / "mark"
    folder.mkdir()
    loop = f"import os\nopen({str(mark)!r}, 'w').write(str(os.getpid()))\nwhile True:\n    pass\n"
    (tmp_path / "orjson.py").write_text(loop, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "ankiflask", "verify", str(package)],
        env=os.environ | {"TMPDIR": str(folder), "PYTHONPATH": str(tmp_path)},
    ) as process:
        wait_for(lambda: mark.exists() and bool(mark.read_text(encoding="utf-8")))
        process.kill()
    wait_for(lambda: not any(folder.iterdir()))
    assert not Path(f"/proc/{mark.read_text(encoding='utf-8')}").exists()

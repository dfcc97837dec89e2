"""`ankiflask check --run`, as an author meets it; and that nothing else runs a deck's code."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command_line import Ran, Run
from tests.waiting import HANG_LIMIT, wait_for

DECK = """\
deck: Tea
uid: tea
difficulty: easy
notes:
  - id: tea-sum
    question: What is one and one?
    answer: Two.
    example: |
      print(1 + 1)  # 2
  - id: tea-redis
    question: Where do the cups stand?
    answer: In a store.
    example: |
      import redis
    run: skip it needs a Redis server
  - id: tea-silent
    question: How is a cup made?
    answer: By calling `Cup()`.
    example: |
      class Cup: ...
"""
WRONG = DECK.replace("# 2", "# 3")


@pytest.fixture
def tea(tmp_path: Path) -> Path:
    folder = tmp_path / "decks" / "tea"
    folder.mkdir(parents=True)
    (folder / "deck.yaml").write_text(DECK, encoding="utf-8")
    return folder


def check_run(run: Run, *words: str) -> Ran:
    """Run the examples with a limit that no machine reaches."""
    return run("check", "--run", "--time-limit", str(HANG_LIMIT), *words)


@pytest.mark.usefixtures("tea")
def test_a_deck_whose_examples_hold_passes_and_says_how_many_ran(run: Run) -> None:
    ran = check_run(run)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "1 deck, 3 notes, 0 problems; 2 examples ran (1 without a claim), 1 skipped\n"


def test_a_wrong_claim_fails_with_file_line_and_rule(run: Run, tea: Path) -> None:
    (tea / "deck.yaml").write_text(WRONG, encoding="utf-8")
    ran = check_run(run)
    assert ran.code == 1
    assert ran.err == (
        "decks/tea/deck.yaml:9: error: The comment claims '3', and its statement shows '2'. Mend the "
        "code or the comment; a mere remark goes above its line. [example-failed]\n"
    )
    assert ran.out.endswith("; 1 example ran (1 without a claim), 1 failed, 1 skipped\n")


def test_json_lists_every_example_only_where_they_ran(run: Run, tea: Path) -> None:
    (tea / "deck.yaml").write_text(WRONG, encoding="utf-8")
    assert "examples" not in json.loads(run("check", "--json").out)
    ran = json.loads(check_run(run, "--json").out)
    assert [problem["rule"] for problem in ran["problems"]] == ["example-failed"]
    assert ran["examples"] == [
        {"file": "decks/tea/deck.yaml", "line": 9, "id": "tea-sum", "result": "failed", "claims": 1},
        {"file": "decks/tea/deck.yaml", "line": 14, "id": "tea-redis", "result": "skipped", "claims": 0},
        {"file": "decks/tea/deck.yaml", "line": 20, "id": "tea-silent", "result": "ran", "claims": 0},
    ]  # fmt: skip


def test_a_pull_request_is_marked_at_the_claim(run: Run, tea: Path) -> None:
    (tea / "deck.yaml").write_text(WRONG, encoding="utf-8")
    assert "file=decks/tea/deck.yaml,line=9,title=example-failed::" in (
        check_run(run, "--format", "github").out
    )


@pytest.mark.usefixtures("tea")
def test_the_options_of_a_run_want_a_run(run: Run) -> None:
    for words in (["--python", sys.executable], ["--time-limit", "5"]):
        ran = run("check", *words)
        assert ran.code == 2
        assert f"{words[0]} goes with --run." in ran.err
    assert run("check", "--run", "--time-limit", "0").code == 2
    wrong = run("check", "--run", "--python", "no-such-python")
    assert (wrong.code, wrong.out) == (2, "")
    assert "'no-such-python' is no Python of 3.9 or newer that can be run." in wrong.err


def test_the_named_python_runs_them_and_the_time_limit_holds(run: Run, tea: Path) -> None:
    (tea / "deck.yaml").write_text(DECK.replace("class Cup: ...", "while True: pass"), "utf-8")
    ran = run("check", "--run", "--python", sys.executable, "--time-limit", "0.5")
    assert ran.code == 1
    assert "deck.yaml:20: error: The example did not end within 0.5 seconds." in ran.err


def test_a_deck_with_errors_has_its_examples_run_all_the_same(run: Run, tea: Path) -> None:
    (tea / "deck.yaml").write_text(WRONG + "    answr: x\n", encoding="utf-8")
    ran = check_run(run)
    assert ran.code == 1
    assert "[unknown-key]" in ran.err
    assert "[example-failed]" in ran.err


def test_only_run_ever_executes_a_deck_s_code(run: Run, tea: Path, tmp_path: Path) -> None:
    mark = tmp_path / "it-ran"
    code = f"open({str(mark)!r}, 'w').close()"
    (tea / "deck.yaml").write_text(DECK.replace("class Cup: ...", code), encoding="utf-8")
    (tmp_path / "notes.txt").write_text("A cup is a thing.\n", encoding="utf-8")
    for words in (
        ["check"],
        ["check", "--format", "json"],
        ["build"],
        ["build", "--locked"],
        ["draft", "notes.txt"],
        ["sync", "--dry-run"],
        ["sync", "dist/tea.apkg", "--dry-run"],
        ["doctor"],
    ):
        run(*words, env={"ANKICONNECT_URL": "http://127.0.0.1:9", "XDG_STATE_HOME": str(tmp_path)})
        assert not mark.exists(), words
    check_run(run)
    assert mark.exists()


def test_ctrl_c_ends_the_examples_too(tea: Path, tmp_path: Path) -> None:
    mark = tmp_path / "began"
    loop = f"open({str(mark)!r}, 'w').write(str(__import__('os').getpid())) and None\n      while True: pass"
    (tea / "deck.yaml").write_text(DECK.replace("class Cup: ...", loop), encoding="utf-8")
    command = [sys.executable, "-m", "ankiflask", "check", "--run", "--time-limit", "600"]
    with subprocess.Popen(
        command, cwd=tmp_path, stderr=subprocess.PIPE, start_new_session=True, encoding="utf-8"
    ) as began:
        wait_for(lambda: began.poll() is not None or (mark.exists() and mark.read_bytes() != b""))
        began.send_signal(signal.SIGINT)
        _, err = began.communicate(timeout=HANG_LIMIT)
    assert (began.returncode, err.strip()) == (130, "Stopped.")
    assert not Path(f"/proc/{mark.read_text(encoding='utf-8')}").exists()

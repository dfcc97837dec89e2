"""A deck.lock that got lost: what stops, what it names, and that what it names brings it back."""

import re
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.command_line import DECK, Ran, Run
from tests.releases.repository import Repository

NOTES = "A robin is a small bird.\nWrens are tiny birds.\n"


@pytest.fixture
def repository(birds: Path, run: Run, tmp_path: Path) -> Repository:
    """A git repository around the deck, with a committed lock and without `dist`."""
    assert run("build", "-o", "elsewhere").code == 0
    (tmp_path / ".gitignore").write_text("elsewhere/\ndist/\n", encoding="utf-8")
    made = Repository(tmp_path)
    made.git("init", "--quiet", "--initial-branch", "main")
    commit(made, "first")
    assert birds.is_dir()
    return made


def commit(repository: Repository, message: str) -> None:
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--message", message)


def lose(birds: Path) -> str:
    """Delete the lock; return what it was."""
    lock = birds / "deck.lock"
    text = lock.read_text(encoding="utf-8")
    lock.unlink()
    return text


def commands(ran: Ran) -> list[list[str]]:
    """Return the commands that the message names."""
    assert ran.code == 1
    assert "deck.lock: error: The lock is missing" in ran.err
    return [shlex.split(each) for each in re.findall(r"`([^`]*)`", ran.err)]


def test_a_package_of_this_uid_shows_that_there_was_a_lock(run: Run, birds: Path) -> None:
    run("build")
    text = lose(birds)
    notes = birds / "notes.txt"
    notes.write_text(NOTES, encoding="utf-8")
    for words in (["build"], ["build", "--locked"], ["check"], ["sync", "--dry-run"]):
        ran = run(*words)
        assert commands(ran)[0][-2:] == ["--since", "dist/birds.apkg"], words
        assert "was built from a deck with the uid 'birds'" in ran.err
    (birds / "deck.yaml").write_text("source: notes.txt\n" + DECK, encoding="utf-8")
    assert "[lost-lock]" in run("draft", str(notes), "-o", str(birds / "deck.yaml")).err
    assert not (birds / "deck.lock").exists()
    (birds / "deck.yaml").write_text(DECK, encoding="utf-8")
    _, *words = commands(run("build"))[0]
    assert run(*words).code == 0
    assert (birds / "deck.lock").read_text(encoding="utf-8") == text


def test_fixing_gives_no_note_a_new_id_while_the_lock_is_lost(run: Run, birds: Path) -> None:
    file = birds / "deck.yaml"
    without = DECK.replace("id: robin-egg\n    difficulty", "difficulty")
    run("build")
    text = lose(birds)
    file.write_text(without, encoding="utf-8")
    ran = run("check", "--fix")
    assert ran.code == 1
    assert "[lost-lock]" in ran.err
    assert "[missing-key]" in ran.err
    assert "fixed" not in ran.err
    assert file.read_text(encoding="utf-8") == without
    # The id that the lock has is not taken for a new one once it is back.
    (birds / "deck.lock").write_text(text, encoding="utf-8")
    assert "fixed" not in run("check", "--fix").err
    assert file.read_text(encoding="utf-8") == without


def test_what_never_writes_a_lock_goes_on_without_it(run: Run, birds: Path) -> None:
    run("build")
    lose(birds)
    assert run("preview").code == 0
    assert run("diff", "dist/birds.apkg", "decks/birds").code == 0
    assert not (birds / "deck.lock").exists()


def test_a_first_draft_and_a_bare_text_have_no_lock_to_lose(
    run: Run, repository: Repository, birds: Path
) -> None:
    lose(birds)
    (repository.top / "birds.txt").write_text(NOTES, encoding="utf-8")
    assert run("build", "birds.txt").code == 0
    assert run("draft", "birds.txt", "-o", "decks/new/deck.yaml").code == 0
    assert run("build", "decks/new").code == 0


def delete_in_a_later_commit(repository: Repository) -> None:
    repository.git("rm", "--quiet", "decks/birds/deck.lock")
    commit(repository, "oops")


def keep_on_another_branch(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "fresh")
    repository.git("rm", "--quiet", "--cached", "decks/birds/deck.lock")
    (repository.top / "decks/birds/deck.lock").unlink()
    commit(repository, "fresh")


def keep_under_a_tag(repository: Repository) -> None:
    repository.git("tag", "v1")
    keep_on_another_branch(repository)
    repository.git("branch", "--quiet", "-D", "main")


def keep_on_an_unborn_branch(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "--orphan", "unborn")
    (repository.top / "decks/birds/deck.lock").unlink()


def only_delete(repository: Repository) -> None:
    (repository.top / "decks/birds/deck.lock").unlink()


LOSSES: dict[str, Callable[[Repository], None]] = {
    each.__name__: each
    for each in (
        only_delete, delete_in_a_later_commit, keep_on_another_branch, keep_under_a_tag,
        keep_on_an_unborn_branch,
    )
}  # fmt: skip


@pytest.mark.parametrize("loss", LOSSES)
def test_a_committed_lock_is_found_and_the_command_restores_it(
    run: Run, repository: Repository, birds: Path, loss: str
) -> None:
    text = (birds / "deck.lock").read_text(encoding="utf-8")
    LOSSES[loss](repository)
    assert not (birds / "deck.lock").exists()
    words = commands(run("build"))[0]
    assert words[:2] == ["git", "checkout"]
    repository.git(*words[1:])
    assert (birds / "deck.lock").read_text(encoding="utf-8") == text
    assert run("build", "--locked").code == 0


def test_a_lock_of_another_path_is_found_and_the_message_says_where_it_belongs(
    run: Run, repository: Repository, birds: Path
) -> None:
    (repository.top / "moved").mkdir()
    (birds / "deck.yaml").rename(repository.top / "moved/deck.yaml")
    commit(repository, "moved")
    lose(birds)
    ran = run("build", "moved")
    assert commands(ran)[0][-1] == "decks/birds/deck.lock"
    assert "and move that file to moved/deck.lock." in ran.err


def test_the_newest_lock_of_the_branch_goes_first(
    run: Run, repository: Repository, birds: Path
) -> None:
    repository.git("checkout", "--quiet", "-b", "other")
    (birds / "deck.yaml").write_text(DECK.replace("Orange", "Red"), encoding="utf-8")
    run("build", "-o", "elsewhere")
    commit(repository, "other")
    repository.git("checkout", "--quiet", "main")
    lose(birds)
    head = repository.git("rev-parse", "main").strip()
    assert head.startswith(commands(run("build"))[0][2])


def test_a_shallow_clone_is_completed_first(
    run: Run, repository: Repository, birds: Path, tmp_path: Path
) -> None:
    delete_in_a_later_commit(repository)
    assert not (birds / "deck.lock").exists()
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth", "1", tmp_path.as_uri(), str(clone))
    ran = run("build", str(clone / "decks/birds"))
    assert commands(ran)[0] == ["git", "fetch", "--unshallow"]
    assert "this shallow clone cannot show" in ran.err


def test_other_decks_and_other_programs_locks_are_no_evidence(
    run: Run, repository: Repository, birds: Path
) -> None:
    (repository.top / "poetry.lock").write_text("uid wrens\n", encoding="utf-8")
    commit(repository, "more")
    new = repository.top / "decks/wrens"
    new.mkdir()
    (new / "deck.yaml").write_text(DECK.replace("uid: birds", "uid: owls"), encoding="utf-8")
    ran = run("build", "decks/wrens")
    assert (ran.code, "[new-lock]" in ran.err) == (0, True)
    assert birds.is_dir()


def test_where_git_cannot_look_nothing_is_built(run: Run, birds: Path, tmp_path: Path) -> None:
    (tmp_path / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    ran = run("build")
    assert ran.code == 1
    assert "git cannot show whether there was one" in ran.err
    assert run("build", env={"PATH": str(birds)}).code == 1
    assert run("build", "--unreleased").code == 2
    assert run("build", "--unreleased", "--yes").code == 0


def test_in_a_hook_the_deck_s_own_repository_is_searched(
    run: Run, repository: Repository, birds: Path, tmp_path: Path
) -> None:
    lose(birds)
    other = tmp_path / "other"
    subprocess.run(["git", "init", "--quiet", other], check=True)
    env = {"GIT_DIR": str(other / ".git"), "GIT_INDEX_FILE": "x", "GIT_LITERAL_PATHSPECS": "1"}
    assert commands(run("build", env=env))[0][:2] == ["git", "checkout"]
    assert repository.top == tmp_path


def test_a_repository_runs_nothing(
    run: Run, repository: Repository, birds: Path, tmp_path: Path
) -> None:
    spy = f"touch {tmp_path}/spied"
    for key in (
        "core.fsmonitor", "core.pager", "pager.rev-list", "gpg.program", "diff.external",
        "diff.spy.textconv", "diff.spy.command", "filter.spy.smudge", "core.sshCommand",
        "core.alternateRefsCommand",
    ):  # fmt: skip
        repository.git("config", key, spy)
    repository.git("config", "log.showSignature", "true")
    (tmp_path / ".git/info/attributes").write_text("* diff=spy filter=spy\n", encoding="utf-8")
    lose(birds)
    assert commands(run("build"))[0][:2] == ["git", "checkout"]
    assert not (tmp_path / "spied").exists()


def test_a_tag_with_the_lock_asks_before_the_deck_counts_as_unreleased(
    run: Run, repository: Repository, birds: Path
) -> None:
    (birds / "deck.yaml").write_text(DECK.replace("Birds", "Fowl"), encoding="utf-8")
    assert run("build", "-o", "out").code == 1
    assert run("build", "--unreleased", "-o", "out").code == 0
    repository.git("checkout", "--quiet", "decks")
    repository.git("tag", "v1.0")
    (birds / "deck.yaml").write_text(DECK.replace("uid: birds", "uid: fowl"), encoding="utf-8")
    before = (birds / "deck.lock").read_bytes()
    ran = run("build", "--unreleased", "-o", "out")
    assert ran.code == 2
    assert "The tag 'v1.0' has a lock of 'birds'" in ran.err
    assert (birds / "deck.lock").read_bytes() == before
    assert run("build", "--unreleased", "--yes", "-o", "out").code == 0

"""A revision is read as it was committed; what cannot be read is told in words."""

import os
import re
from pathlib import Path

import pytest

from ankiflask.clock import Clock
from ankiflask.errors import InputError
from ankiflask.pipeline.diff import diff
from tests.cli.command_line import Run
from tests.releases.repository import Repository


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("v9:decks/birds", "There is no revision 'v9' here."),
        ("v1.0:decks/fish", "The revision holds no 'decks/fish'."),
        ("v1.0:decks", "git cannot give 'decks/deck.yaml'"),
        ("v1.0:../birds", "'../birds' is outside of the repository."),
        ("v1.0:/etc", "'/etc' is outside of the repository."),
        (":decks/birds", "'' is no revision."),
        ("v1.0..main:decks/birds", "There is no revision 'v1.0..main' here."),
        ("--output=x:decks/birds", "'--output=x' is no revision."),
        ("-c alias.x=!touch:x", "'-c alias.x=!touch' is no revision."),
        ("v1.0\n:decks/birds", "is no revision."),
        ("$(touch x):decks/birds", "There is no revision '$(touch x)' here."),
        ("decks/fish", "There is no file 'fish'."),
    ],
)
def test_a_name_that_means_nothing_is_told(
    ours: Repository, clock: Clock, monkeypatch: pytest.MonkeyPatch, name: str, says: str
) -> None:
    monkeypatch.chdir(ours.top)
    with pytest.raises(InputError, match=re.escape(says)):
        diff(name, "decks/birds", clock, os.environ)
    assert ours.git("status", "--porcelain") == ""


def test_problems_of_both_are_told_at_once(ours: Repository, run: Run) -> None:
    assert ours.top.is_dir()
    ran = run("diff", "v8:x", "v9:x", "--json")
    assert (ran.code, ran.err) == (1, "")
    assert "'v8'" in ran.out
    assert "'v9'" in ran.out


def test_problems_of_a_revision_are_told_by_its_own_names(ours: Repository, run: Run) -> None:
    ours.edit("answer: Orange, and a *bright* one.", "answer:")
    ours.git("commit", "--quiet", "--all", "--message", "broken")
    ran = run("diff", "main:decks/birds", "v1.0:decks/birds")
    assert ran.code == 1
    assert "main:decks/birds/deck.yaml:11: error: 'answer' is empty." in ran.err
    assert "tmp" not in ran.err


def test_outside_of_a_repository_that_is_told(run: Run, birds: Path) -> None:
    env = {"GIT_CEILING_DIRECTORIES": str(birds.parents[2])}
    ran = run("diff", "v1.0:decks/birds", "decks/birds", env=env)
    assert ran.code == 1
    assert "There is no git repository to look into: not a git repository" in ran.err


def test_without_git_that_is_told(ours: Repository, run: Run, tmp_path: Path) -> None:
    assert ours.top.is_dir()
    ran = run("diff", "v1.0:decks/birds", "decks/birds", env={"PATH": str(tmp_path)})
    assert ran.code == 2
    assert "there is no git here" in ran.err


def test_what_is_on_the_disk_is_no_revision(ours: Repository, run: Run) -> None:
    ours.build("dist").rename(ours.top / "v1.0:birds.apkg")
    ran = run("diff", "v1.0:birds.apkg", "v2.0:decks/birds")
    assert "none\n4 notes unchanged" in ran.out


def test_a_path_counts_from_the_top_or_with_a_dot_from_here(
    ours: Repository, run: Run, tmp_path: Path
) -> None:
    run_there = run("diff", "v1.0:decks/birds", "v1.0:./decks/birds")
    assert "none\n4 notes unchanged" in run_there.out
    assert ours.top == tmp_path


def test_a_deck_at_the_top_of_the_repository_and_a_committed_package_are_read(
    ours: Repository, run: Run
) -> None:
    package = ours.build("dist")
    for name in ("deck.yaml", "deck.lock", "media", "notes.txt"):
        (ours.deck.parent / name).rename(ours.top / name)
    package.rename(ours.top / "birds.apkg")
    ours.git("add", "--all")
    ours.git("commit", "--quiet", "--message", "moved")
    for name in ("main:", "main:.", "main:deck.yaml", "main:birds.apkg"):
        assert "none\n4 notes unchanged" in run("diff", "v2.0:decks/birds", name).out


def test_no_filter_of_the_repository_is_run(ours: Repository, run: Run, tmp_path: Path) -> None:
    ours.git("config", "filter.spy.smudge", f"touch {tmp_path}/spied; cat")
    ours.git("config", "filter.spy.process", f"touch {tmp_path}/spied")
    ours.git("config", "core.fsmonitor", f"touch {tmp_path}/spied")
    (ours.top / ".git/info/attributes").write_text("* filter=spy export-ignore\n")
    assert "none\n4 notes unchanged" in run("diff", "v1.0:decks/birds", "v1.0:decks/birds").out
    assert not (tmp_path / "spied").exists()


def test_a_picture_that_is_kept_elsewhere_is_told(ours: Repository, run: Run) -> None:
    ours.draw("robin.svg", "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n")
    ours.commit("v3.0")
    ran = run("diff", "v1.0:decks/birds", "v3.0:decks/birds")
    assert ran.code == 1
    assert "'robin.svg' is kept in Git LFS" in ran.err


def test_a_link_in_a_revision_leads_nowhere(ours: Repository, run: Run) -> None:
    picture = ours.deck.parent / "media/robin.svg"
    picture.unlink()
    picture.symlink_to("/etc/hostname")
    ours.git("add", "--all")
    ours.git("commit", "--quiet", "--message", "link")
    ran = run("diff", "v1.0:decks/birds", "main:decks/birds")
    assert ran.code == 1
    assert "There is no file 'robin.svg' in `media`." in ran.err


def test_an_object_that_is_missing_is_asked_of_no_network(
    ours: Repository, run: Run, tmp_path: Path
) -> None:
    blob = ours.git("rev-parse", "v1.0:decks/birds/deck.yaml").strip()
    ours.git("config", "extensions.partialClone", "origin")
    ours.git("config", "remote.origin.url", f"ext::touch {tmp_path}/fetched")
    ours.git("config", "remote.origin.promisor", "true")
    ours.git("config", "protocol.ext.allow", "always")
    (ours.top / ".git/objects" / blob[:2] / blob[2:]).unlink()
    ran = run("diff", "v1.0:decks/birds", "decks/birds")
    assert ran.code == 1
    assert "v1.0:decks/birds: error: git cannot give 'decks/birds/deck.yaml'" in ran.err
    assert not (tmp_path / "fetched").exists()

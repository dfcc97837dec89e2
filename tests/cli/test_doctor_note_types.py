"""`ankiflask doctor` where our note types are there: as we left them, or what became of them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.anki.collection import NoteTypeCopy
from ankiflask.sync import styling as published
from tests.anki.learner import Learner
from tests.cli.doctors import OURS, QA, Examine, looks, report
from tests.sync.desks import Author


@pytest.fixture
def student(ann: Learner, tmp_path: Path) -> Learner:
    """Ann, with our note types."""
    ann.import_package(Author(tmp_path / "author").release())
    return ann


def test_an_older_add_on_is_fit_with_a_word_on_own_fields(
    examine: Examine, student: Learner, tmp_path: Path
) -> None:
    with student.serve("old") as addon:
        done = examine(addon)
        expected = report(addon, tmp_path, looks(OURS))
    expected[2] = (
        "ok  Actions: the add-on is an older one, which cannot show a note type whole. Where you"
        " have added fields to our note types, update it before you add notes."
    )
    expected[3] = "ok  Profile: one is open; the add-on cannot tell its name."
    assert (done.out.splitlines(), done.err, done.code) == (expected, "", 0)


OLD = "/* as an older ankiflask wrote it */"
CHANGES: dict[str, tuple[Callable[[Learner], None], str]] = {
    "nothing": (lambda _: None, OURS),
    "the styling": (lambda ann: ann.set_css(QA, ".card {}"), "its styling is your own, and stays."),
    "an older styling": (
        lambda ann: ann.set_css(QA, OLD),
        "its styling is an older version of ours, which a sync brings up to date.",
    ),
    "a field more": (
        lambda ann: ann.add_field(QA, "Mnemonic"),
        "it has fields of your own, which stay (Mnemonic); its styling is ours.",
    ),
    "its name": (
        lambda ann: ann.rename_note_type(QA, "Flask Q"),
        "you call it 'Flask Q'; its styling is ours.",
    ),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_learner_made_of_a_note_type_is_told(
    examine: Examine, student: Learner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    known = published._CSS | {published.css_hash(OLD)}
    monkeypatch.setattr(published, "_CSS", known)
    make, told = CHANGES[change]
    make(student)
    with student.serve() as addon:
        done = examine(addon)
        expected = report(addon, tmp_path, looks(told))
    assert (done.out.splitlines(), done.err, done.code) == (expected, "", 0)


def test_a_field_of_ours_that_is_gone_is_told_with_its_remedy(
    examine: Examine, student: Learner, tmp_path: Path
) -> None:
    student.remove_field(QA, "Hint")
    with student.serve() as addon:
        done = examine(addon)
        gone = (
            f"no  Note types: The note type '{QA}' in Anki has lost 'Hint'. Add what is lost in Anki"
            " (Tools > Manage Note Types > Fields), named just so."
        )
        expected = report(addon, tmp_path, [gone])
    assert (done.out.splitlines(), done.err, done.code) == (expected, "", 3)


def test_a_copy_of_our_note_type_is_named_with_the_way_back(
    examine: Examine, student: Learner, tmp_path: Path
) -> None:
    student.copy_note_type(QA, f"{QA}-01381")
    with student.serve() as addon:
        empty = examine(addon)
        student.change_note_type(student.look().notes[0], f"{QA}-01381")
        done = examine(addon)
        expected = report(addon, tmp_path, looks(OURS))
    way_back = NoteTypeCopy(f"{QA}-01381", QA, 1).way_back
    copied = f"Note type '{QA}-01381': It is a copy of '{QA}' as Anki makes it at some imports; "
    assert [each for each in empty.out.splitlines() if each not in expected] == [
        f"ok  {copied}it has no notes, so you may delete it."
    ]
    assert [each for each in done.out.splitlines() if each not in expected] == [
        f"no  {copied}notes in it, which a sync leaves alone: 1. {way_back}"
    ]
    assert (empty.code, done.code) == (0, 3)


def test_it_changes_nothing(examine: Examine, student: Learner, tmp_path: Path) -> None:
    before = student.look()
    with student.serve() as addon:
        examine(addon)
    assert student.look() == before
    assert not (tmp_path / "state").exists()

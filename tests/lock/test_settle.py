"""The change clock: when a note's second moves, and what is stopped before the build."""

from dataclasses import replace

import pytest

from ankiflask.clock import DAY, YEAR_2000, Clock, ModTime
from ankiflask.deck.lock import Present, WrittenLock, lock_text, read_lock
from ankiflask.deck.model import Deck, Difficulty, Kind, Note, Subdecks
from ankiflask.deck.settle import Settled, settle
from ankiflask.identity import NoteId
from ankiflask.problems import Severity, Source

OLD = 1_700_000_000
NOW = 1_795_348_800
CLOCK = Clock(now=NOW, stamp=ModTime(NOW))
HEADER = "format 1\nuid birds\ndeck Birds\nsubdecks none\n"
RED, BLUE = "a" * 16, "b" * 16


def note(note_id: str, kind: Kind = Kind.QA) -> Note:
    return Note(
        id=NoteId(note_id),
        kind=kind,
        difficulty=Difficulty.EASY,
        question="" if kind is Kind.CLOZE else "What?",
        cloze="{{c1::x}}" if kind is Kind.CLOZE else "",
    )


def present(*notes: Note, hashes: str = RED, retired: tuple[str, ...] = ()) -> Present:
    deck = Deck(
        file="deck.yaml",
        name="Birds",
        uid="birds",
        notes=notes,
        retired=tuple(map(NoteId, retired)),
    )
    return Present(deck=deck, hashes={each.id: hashes for each in notes})


def written(*lines: str, header: str = HEADER) -> WrittenLock:
    lock, problems = read_lock(Source("deck.lock", header + "\n".join(lines) + "\n"))
    assert problems == ()
    return lock


def rules(settled: Settled) -> list[str]:
    return [problem.rule for problem in settled.problems]


def test_a_new_note_is_stamped_with_the_clock() -> None:
    settled = settle(written(), present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": NOW}


def test_an_unchanged_note_keeps_its_second() -> None:
    settled = settle(written(f"note robin qa - {RED} {OLD}"), present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": OLD}
    assert settled.stale == ""


def test_a_changed_note_is_stamped_with_the_clock() -> None:
    settled = settle(written(f"note robin qa - {BLUE} {OLD}"), present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": NOW}
    assert "'robin'" in settled.stale


def test_a_change_moves_the_second_upward_even_where_the_clock_stands_behind() -> None:
    slow = Clock(now=NOW, stamp=YEAR_2000)
    settled = settle(written(f"note robin qa - {BLUE} {OLD}"), present(note("robin")), slow)
    assert settled.lock.seconds == {"robin": OLD + 1}


def test_source_date_epoch_is_held_between_2000_and_now() -> None:
    assert Clock.of(NOW, 0).stamp == YEAR_2000
    assert Clock.of(NOW, NOW + DAY).stamp == NOW
    assert Clock.of(NOW, OLD).stamp == OLD
    assert Clock.of(NOW).stamp == NOW


def test_a_second_more_than_a_day_ahead_is_an_error() -> None:
    near, far = NOW + DAY, NOW + DAY + 1
    deck = present(note("robin"))
    assert rules(settle(written(f"note robin qa - {RED} {near}"), deck, CLOCK)) == []
    assert rules(settle(written(f"note robin qa - {RED} {far}"), deck, CLOCK)) == ["insane-second"]


def test_of_several_lines_the_greatest_second_counts() -> None:
    lock = written(f"note robin qa - {RED} {OLD + 5}", f"note robin qa - {BLUE} {OLD}")
    settled = settle(lock, present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": OLD + 5}
    assert settled.stale == ""


def test_a_merged_text_that_is_neither_branch_s_is_a_change() -> None:
    lock = written(f"note robin qa - {BLUE} {OLD + 5}", f"note robin qa - {'c' * 16} {OLD}")
    assert settle(lock, present(note("robin")), CLOCK).lock.seconds == {"robin": NOW}


def test_an_older_branch_s_text_that_wins_is_a_change_for_those_who_have_the_newer() -> None:
    lock = written(f"note robin qa - {BLUE} {OLD + 5}", f"note robin qa - {RED} {OLD}")
    assert settle(lock, present(note("robin")), CLOCK).lock.seconds == {"robin": NOW}


def test_two_texts_of_one_second_are_a_change_for_those_who_have_the_other() -> None:
    lock = written(f"note robin qa - {RED} {OLD}", f"note robin qa - {BLUE} {OLD}")
    assert settle(lock, present(note("robin")), CLOCK).lock.seconds == {"robin": NOW}


def test_a_retired_note_keeps_its_line_marked() -> None:
    settled = settle(written(f"note robin qa - {RED} {OLD}"), present(retired=("robin",)), CLOCK)
    assert f"note robin qa - {RED} {OLD} retired\n" in lock_text(settled.lock)
    assert settled.lock.retired == ("robin",)
    assert settled.lock.seconds == {}


def test_a_retired_mark_wins_over_a_line_without_it_and_stays_when_the_deck_forgets_it() -> None:
    lock = written(f"note robin qa - {RED} {OLD} retired", f"note robin qa - {RED} {OLD + 9}")
    assert settle(lock, present(), CLOCK).lock.retired == ("robin",)


def test_a_retired_id_is_never_used_again() -> None:
    lock = written(f"note robin qa - {RED} {OLD} retired")
    assert rules(settle(lock, present(note("robin")), CLOCK)) == ["retired-id"]


def test_an_unknown_retired_id_is_kept_with_a_warning() -> None:
    settled = settle(written(), present(retired=("robbin",)), CLOCK)
    assert rules(settled) == ["unknown-retired"]
    assert settled.lock.retired == ("robbin",)


def test_a_vanished_id_fails_the_build() -> None:
    settled = settle(written(f"note robin qa - {RED} {OLD}"), present(), CLOCK)
    assert rules(settled) == ["vanished-id"]
    assert "looks renamed" not in settled.problems[0].message


@pytest.mark.parametrize(("now_id", "now_hash"), [("wren", RED), ("robin-bird", BLUE)])
def test_a_likely_rename_is_named_by_its_text_or_by_its_id(now_id: str, now_hash: str) -> None:
    lock = written(f"note robin qa - {RED} {OLD}")
    settled = settle(lock, present(note(now_id), hashes=now_hash), CLOCK)
    assert f"looks renamed to '{now_id}'" in settled.problems[0].message


@pytest.mark.parametrize(
    "change", [{"uid": "wrens"}, {"name": "Wrens"}, {"subdecks": Subdecks.TOPIC}]
)
def test_the_header_is_frozen(change: dict[str, str]) -> None:
    deck = replace(present().deck, **change)  # type: ignore[arg-type]  # a key and its value
    assert rules(settle(written(), Present(deck=deck, hashes={}), CLOCK)) == ["frozen-key"]


def test_a_note_never_changes_its_kind() -> None:
    lock = written(f"note robin cloze 1 {RED} {OLD}")
    assert rules(settle(lock, present(note("robin")), CLOCK)) == ["changed-kind"]


def test_a_lost_cloze_number_warns_and_a_new_one_does_not() -> None:
    lock = written(f"note robin cloze 1,2 {RED} {OLD}")
    deck = present(note("robin", Kind.CLOZE))
    assert rules(settle(lock, replace(deck, clozes={NoteId("robin"): (1, 3)}), CLOCK)) == [
        "renumbered-cloze"
    ]
    assert rules(settle(lock, replace(deck, clozes={NoteId("robin"): (1, 2, 3)}), CLOCK)) == []


def test_a_changed_statement_names_the_notes_to_look_at() -> None:
    lock = written(f"statement 1 {RED}", f"note robin qa - {RED} {OLD}")
    deck = present(replace(note("robin"), statements=(1,)))
    changed = settle(lock, replace(deck, statements={1: BLUE}), CLOCK)
    assert rules(changed) == ["statement-changed"]
    assert changed.stale
    assert rules(settle(lock, replace(deck, statements={1: RED}), CLOCK)) == []


def test_neither_order_nor_superseded_lines_make_a_lock_stale() -> None:
    lines = [f"note wren qa - {RED} {OLD}", f"note robin qa - {RED} {OLD}"]
    lock = written(*lines, f"note robin qa - {BLUE} {OLD - 1}")
    assert settle(lock, present(note("robin"), note("wren")), CLOCK).stale == ""


def test_no_lock_at_all_is_stale() -> None:
    assert settle(WrittenLock(file="deck.lock"), present(), CLOCK).stale


def test_a_settled_lock_reads_back_as_itself() -> None:
    deck = replace(
        present(note("robin"), note("wren", Kind.CLOZE), retired=("old-one",)),
        clozes={NoteId("wren"): (1, 3)},
        statements={1: RED, 2: BLUE},
    )
    settled = settle(WrittenLock(file="deck.lock"), deck, CLOCK)
    again, problems = read_lock(Source("deck.lock", lock_text(settled.lock)))
    assert problems == ()
    resettled = settle(again, deck, Clock(now=NOW + 99, stamp=ModTime(NOW + 99)))
    assert resettled.lock == settled.lock
    assert resettled.stale == ""
    assert lock_text(settled.lock).splitlines()[2:] == [
        "format 1",
        "uid birds",
        "deck Birds",
        "subdecks none",
        f"statement 1 {RED}",
        f"statement 2 {BLUE}",
        f"note old-one - - - {NOW} retired",
        f"note robin qa - {RED} {NOW}",
        f"note wren cloze 1,3 {RED} {NOW}",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEADER + "note robin", 5, "This is no line of a lock"),
        (HEADER + "<<<<<<< HEAD", 5, "A merge left its conflict marks"),
        (HEADER + "uid wrens", 5, "This is no line of a lock"),
        (HEADER.replace("format 1", "format 2"), 1, "this ankiflask knows 1"),
        ("", 1, "The lock has no line 'format'"),
    ],
)
def test_a_broken_lock_is_told_with_its_line(text: str, line: int, words: str) -> None:
    _, problems = read_lock(Source("deck.lock", text))
    assert [problem.line for problem in problems] == [line]
    assert words in problems[0].message


def in_subdecks(hashes: str, **topics: str) -> Settled:
    """Settle notes that were all built as RED; `hashes` names those that are BLUE now."""
    notes = tuple(replace(note(name), topics=(topic,)) for name, topic in topics.items())
    now = present(*notes)
    now = replace(
        now,
        deck=replace(now.deck, subdecks=Subdecks.TOPIC),
        hashes={each.id: BLUE if each.id in hashes.split() else RED for each in notes},
    )
    lines = (f"note {name} qa - {RED} {OLD}" for name in topics if name != "new")
    return settle(written(*lines, header=HEADER.replace("none", "topic")), now, CLOCK)


@pytest.mark.parametrize(
    ("hashes", "topics", "severities"),
    [
        ("a b", {"a": "unit-1", "b": "unit-1", "c": "unit-2"}, [Severity.WARNING]),
        ("c", {"a": "unit-1", "b": "unit-1", "c": "unit-2"}, [Severity.INFO]),
        ("a c", {"a": "unit-1", "b": "unit-1", "c": "unit-1"}, []),
        ("", {"a": "unit-1", "new": "unit-2"}, []),
    ],
)
def test_a_subdeck_of_which_every_built_note_changed_may_have_a_renamed_topic(
    hashes: str, topics: dict[str, str], severities: list[Severity]
) -> None:
    found = in_subdecks(hashes, **topics).problems
    assert [(each.rule, each.severity) for each in found] == [
        ("first-topic-changed", severity) for severity in severities
    ]

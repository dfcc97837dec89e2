"""The change clock: when a note's second moves, and what is stopped before the build."""

from dataclasses import replace

import pytest

from ankiflask.clock import DAY, YEAR_2000, Clock, ModTime
from ankiflask.deck.lock import LockedNote, Present, WrittenLock
from ankiflask.deck.lock_text import lock_text, read_lock
from ankiflask.deck.model import Deck, Difficulty, Kind, Note, Subdecks
from ankiflask.deck.settle import Settled, settle
from ankiflask.identity import AnkiCardId, AnkiNoteId, NoteId
from ankiflask.problems import Source

OLD = 1_700_000_000
NOW = 1_795_348_800
CLOCK = Clock(now=NOW, stamp=ModTime(NOW))
HEADER = "format 2\nuid birds\ndeck Birds\nsubdecks none\n"
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
    return Present(
        deck=deck,
        hashes={each.id: hashes for each in notes},
        cards={each.id: (1,) for each in notes},
    )


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
    settled = settle(written(f"note robin {OLD} qa 1 {RED}"), present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": OLD}
    assert settled.stale == ""


def test_a_changed_note_is_stamped_with_the_clock() -> None:
    settled = settle(written(f"note robin {OLD} qa 1 {BLUE}"), present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": NOW}
    assert "'robin'" in settled.stale


def test_a_change_moves_the_second_upward_even_where_the_clock_stands_behind() -> None:
    slow = Clock(now=NOW, stamp=YEAR_2000)
    settled = settle(written(f"note robin {OLD} qa 1 {BLUE}"), present(note("robin")), slow)
    assert settled.lock.seconds == {"robin": OLD + 1}


def test_source_date_epoch_is_held_between_2000_and_now() -> None:
    assert Clock.of(NOW, 0).stamp == YEAR_2000
    assert Clock.of(NOW, NOW + DAY).stamp == NOW
    assert Clock.of(NOW, OLD).stamp == OLD
    assert Clock.of(NOW).stamp == NOW


def test_a_second_more_than_a_day_ahead_is_an_error() -> None:
    near, far = NOW + DAY, NOW + DAY + 1
    deck = present(note("robin"))
    assert rules(settle(written(f"note robin {near} qa 1 {RED}"), deck, CLOCK)) == []
    assert rules(settle(written(f"note robin {far} qa 1 {RED}"), deck, CLOCK)) == ["insane-second"]


def test_of_several_lines_the_greatest_second_counts() -> None:
    lock = written(f"note robin {OLD + 5} qa 1 {RED}", f"note robin {OLD} qa 1 {BLUE}")
    settled = settle(lock, present(note("robin")), CLOCK)
    assert settled.lock.seconds == {"robin": OLD + 5}
    assert settled.stale == ""


def test_a_merged_text_that_is_neither_branch_s_is_a_change() -> None:
    lock = written(f"note robin {OLD + 5} qa 1 {BLUE}", f"note robin {OLD} qa 1 {'c' * 16}")
    assert settle(lock, present(note("robin")), CLOCK).lock.seconds == {"robin": NOW}


def test_an_older_branch_s_text_that_wins_is_a_change_for_those_who_have_the_newer() -> None:
    lock = written(f"note robin {OLD + 5} qa 1 {BLUE}", f"note robin {OLD} qa 1 {RED}")
    assert settle(lock, present(note("robin")), CLOCK).lock.seconds == {"robin": NOW}


def test_two_texts_of_one_second_are_a_change_for_those_who_have_the_other() -> None:
    lock = written(f"note robin {OLD} qa 1 {RED}", f"note robin {OLD} qa 1 {BLUE}")
    assert settle(lock, present(note("robin")), CLOCK).lock.seconds == {"robin": NOW}


def test_a_retired_note_keeps_its_line_marked() -> None:
    settled = settle(written(f"note robin {OLD} qa 1 {RED}"), present(retired=("robin",)), CLOCK)
    assert f"note robin {OLD} qa 1 {RED} retired\n" in lock_text(settled.lock)
    assert settled.lock.retired == ("robin",)
    assert settled.lock.seconds == {}


def test_a_retired_mark_wins_over_a_line_without_it_and_stays_when_the_deck_forgets_it() -> None:
    lock = written(f"note robin {OLD} qa 1 {RED} retired", f"note robin {OLD + 9} qa 1 {RED}")
    assert settle(lock, present(), CLOCK).lock.retired == ("robin",)


def test_a_retired_id_is_never_used_again() -> None:
    lock = written(f"note robin {OLD} qa 1 {RED} retired")
    assert rules(settle(lock, present(note("robin")), CLOCK)) == ["retired-id"]


def test_an_unknown_retired_id_is_kept_with_a_warning() -> None:
    settled = settle(written(), present(retired=("robbin",)), CLOCK)
    assert rules(settled) == ["unknown-retired"]
    assert settled.lock.retired == ("robbin",)


def test_a_vanished_id_fails_the_build() -> None:
    settled = settle(written(f"note robin {OLD} qa 1 {RED}"), present(), CLOCK)
    assert rules(settled) == ["vanished-id"]
    assert "looks renamed" not in settled.problems[0].message


@pytest.mark.parametrize(("now_id", "now_hash"), [("wren", RED), ("robin-bird", BLUE)])
def test_a_likely_rename_is_named_by_its_text_or_by_its_id(now_id: str, now_hash: str) -> None:
    lock = written(f"note robin {OLD} qa 1 {RED}")
    settled = settle(lock, present(note(now_id), hashes=now_hash), CLOCK)
    assert f"looks renamed to '{now_id}'" in settled.problems[0].message


@pytest.mark.parametrize(
    "change", [{"uid": "wrens"}, {"name": "Wrens"}, {"subdecks": Subdecks.TOPIC}]
)
def test_the_header_is_frozen(change: dict[str, str]) -> None:
    deck = replace(present().deck, **change)  # type: ignore[arg-type]  # a key and its value
    assert rules(settle(written(), Present(deck=deck, hashes={}, cards={}), CLOCK)) == [
        "frozen-key"
    ]


def test_a_note_never_changes_its_kind() -> None:
    lock = written(f"note robin {OLD} cloze 1 {RED}")
    assert rules(settle(lock, present(note("robin")), CLOCK)) == ["changed-kind"]


def test_a_lost_cloze_number_warns_and_a_new_one_does_not() -> None:
    lock = written(f"note robin {OLD} cloze 1,2 {RED}")
    deck = present(note("robin", Kind.CLOZE))
    assert rules(settle(lock, replace(deck, cards={NoteId("robin"): (1, 3)}), CLOCK)) == [
        "renumbered-cloze"
    ]
    assert rules(settle(lock, replace(deck, cards={NoteId("robin"): (1, 2, 3)}), CLOCK)) == []


def test_a_changed_statement_names_the_notes_to_look_at() -> None:
    lock = written(f"statement seed 1 {RED}", f"note robin {OLD} qa 1 {RED}")
    deck = present(replace(note("robin"), statements=(1,)))
    changed = settle(lock, replace(deck, statements={("seed", 1): BLUE}), CLOCK)
    assert rules(changed) == ["statement-changed"]
    assert changed.stale
    assert rules(settle(lock, replace(deck, statements={("seed", 1): RED}), CLOCK)) == []


def test_neither_order_nor_superseded_lines_make_a_lock_stale() -> None:
    lines = [f"note wren {OLD} qa 1 {RED}", f"note robin {OLD} qa 1 {RED}"]
    lock = written(*lines, f"note robin {OLD - 1} qa 1 {BLUE}")
    assert settle(lock, present(note("robin"), note("wren")), CLOCK).stale == ""


def test_no_lock_at_all_is_stale() -> None:
    assert settle(WrittenLock(file="deck.lock"), present(), CLOCK).stale


def test_a_settled_lock_reads_back_as_itself() -> None:
    deck = replace(
        present(note("robin"), note("wren", Kind.CLOZE), retired=("old-one",)),
        cards={NoteId("robin"): (1,), NoteId("wren"): (1, 3)},
        statements={("seed", 1): RED, ("seed", 2): BLUE},
    )
    settled = settle(WrittenLock(file="deck.lock"), deck, CLOCK)
    again, problems = read_lock(Source("deck.lock", lock_text(settled.lock)))
    assert problems == ()
    resettled = settle(again, deck, Clock(now=NOW + 99, stamp=ModTime(NOW + 99)))
    assert resettled.lock == settled.lock
    assert resettled.stale == ""
    assert lock_text(settled.lock).splitlines()[2:] == [
        "format 2",
        "uid birds",
        "deck Birds",
        "subdecks none",
        f"statement seed 1 {RED}",
        f"statement seed 2 {BLUE}",
        f"note old-one {NOW} - - - retired",
        f"note robin {NOW} qa 1 {RED}",
        f"note wren {NOW} cloze 1,3 {RED}",
    ]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (HEADER + "note robin", 5, "This is no line of a lock"),
        (HEADER + "<<<<<<< HEAD", 5, "A merge left its conflict marks"),
        (HEADER + "uid wrens", 5, "This is no line of a lock"),
        (HEADER.replace("format 2", "format 3"), 1, "this ankiflask reads 1 and 2"),
        ("", 1, "The lock has no line 'format'"),
    ],
)
def test_a_broken_lock_is_told_with_its_line(text: str, line: int, words: str) -> None:
    _, problems = read_lock(Source("deck.lock", text))
    assert [problem.line for problem in problems] == [line]
    assert words in problems[0].message


def in_subdecks(then: dict[str, str], **topics: str) -> list[str]:
    """Settle notes of which some have another first topic than at the last build."""
    notes = tuple(replace(note(name), topics=(topic,)) for name, topic in topics.items())
    now = present(*notes)
    now = replace(now, deck=replace(now.deck, subdecks=Subdecks.TOPIC))
    lines = (f"note {name} {OLD} qa 1 {RED} topic={topic}" for name, topic in then.items())
    found = settle(written(*lines, header=HEADER.replace("none", "topic")), now, CLOCK).problems
    return [each.message for each in found if each.rule == "first-topic-changed"]


def test_a_subdeck_that_all_its_notes_left_is_reported() -> None:
    (message,) = in_subdecks({"a": "unit-1", "b": "unit-1"}, a="part-1", b="part-1")
    assert message.startswith("The first topic of 2 notes was 'unit-1' at the last build and is")
    assert "stay in the subdeck 'Birds::unit-1'" in message


def test_a_subdeck_that_a_note_opens_is_reported() -> None:
    (message,) = in_subdecks({"a": "unit-1", "b": "unit-1"}, a="unit-1", b="unit-2")
    assert message.startswith("The first topic of 1 note was")


def test_a_note_that_goes_from_one_subdeck_to_another_is_not() -> None:
    then = {"a": "unit-1", "b": "unit-1", "c": "unit-2"}
    assert in_subdecks(then, a="unit-1", b="unit-2", c="unit-2", new="unit-3") == []


FORMAT_1 = "format 1\nuid birds\ndeck Birds\nsubdecks none\n"


def test_a_line_of_format_1_moves_the_time_once() -> None:
    """Its notes have a note type of 0.1 in Anki: without a new time none would get the new one."""
    lock = written(
        f"note robin qa - {RED} {OLD}",
        f"note wren cloze 1,2 {RED} {NOW + 5}",
        f"note gone qa - {RED} {OLD} retired",
        header=FORMAT_1,
    )
    deck = present(note("robin"), note("wren", Kind.CLOZE), retired=("gone",))
    deck = replace(deck, cards={NoteId("robin"): (1,), NoteId("wren"): (1, 2)})
    settled = settle(lock, deck, CLOCK)
    assert settled.problems == ()
    assert settled.lock.seconds == {"robin": NOW, "wren": NOW + 6}
    assert "it has format 1" in settled.stale
    later = Clock(now=NOW + 99, stamp=ModTime(NOW + 99))
    again, _ = read_lock(Source("deck.lock", lock_text(settled.lock)))
    assert settle(again, deck, later).lock == settled.lock


def test_after_a_merge_only_the_lines_of_format_1_that_count_move() -> None:
    both = FORMAT_1 + HEADER
    lock = written(
        f"note robin {NOW} qa 1 {RED}",
        f"note robin qa - {RED} {OLD}",
        f"note wren qa - {RED} {NOW + 1}",
        f"note wren {NOW} qa 1 {RED}",
        header=both,
    )
    assert settle(lock, present(note("robin"), note("wren")), CLOCK).lock.seconds == {
        "robin": NOW,
        "wren": NOW + 2,
    }


def test_what_a_later_version_or_command_wrote_is_kept() -> None:
    lines = [
        f"note robin {OLD} qa 1 {RED} guid=a%20b type=basic from=seed:{RED},w2:{BLUE} draft={BLUE} spin=up",
        f"drafted owl from=seed:{BLUE} draft={RED}",
        "notetype basic id=1 fields=Front,Back",
        "weather rain in the north",
    ]
    settled = settle(written(*lines), present(note("robin")), CLOCK)
    assert settled.stale == ""
    assert lock_text(settled.lock).splitlines()[6:] == [lines[0], *sorted(lines[1:])]


@pytest.mark.parametrize(
    "line",
    [
        f"note robin {OLD} qa 1 {RED} nid=x",
        f"note robin {OLD} qa 1 {RED} cards=1",
        f"note robin {OLD} qa 1 {RED} from=seed",
        f"note robin {OLD} qa 1 {RED} draft=1",
        f"note robin {OLD} qa 1",
        "drafted owl",
        "notetype basic",
        "statement seed x",
    ],
)
def test_a_damaged_line_of_a_known_kind_is_an_error(line: str) -> None:
    _, problems = read_lock(Source("deck.lock", HEADER + line))
    assert [problem.rule for problem in problems] == ["bad-lock"]


def test_the_greatest_time_counts_and_no_line_s_ids_are_lost() -> None:
    lock = written(
        f"note robin {OLD} qa 1,2 {RED} nid=978307200005 cards=2:978307200009 guid=x",
        f"note robin {OLD + 1} qa 1,2 {RED}",
    )
    deck = replace(present(note("robin")), cards={NoteId("robin"): (1, 2)})
    found = settle(lock, deck, CLOCK).lock.notes[NoteId("robin")]
    assert found == LockedNote(
        id=NoteId("robin"),
        kind=Kind.QA,
        cards=(1, 2),
        hash=RED,
        second=ModTime(OLD + 1),
        row_id=AnkiNoteId(978307200005),
        card_ids=((2, AnkiCardId(978307200009)),),
        more=(("guid", "x"),),
    )

"""What differs between two releases, and what it asks of learners."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.anki.collection import CollectionField, CollectionTemplate
from ankiflask.anki.note_types import CLOZE, QA
from ankiflask.problems import Severity
from ankiflask.releases.compare import compare_releases
from ankiflask.releases.model import (
    ImportOptions,
    Level,
    ListChange,
    Release,
    ReleaseChange,
    ReleasedNote,
    TextChange,
)
from tests.releases.small_releases import SECOND, TYPE, later, note, release

WREN, OWL = note("wren", "What does a wren sing?"), note("owl", "When does an owl hunt?")
BASE = release(WREN, OWL)


def with_type(**changes: object) -> Release:
    changed = replace(TYPE, second=SECOND + 1, **changes)  # type: ignore[arg-type]
    return release(WREN, OWL, note_types={QA.id: changed})


TEMPLATE = TYPE.templates[0]
ASKS = {
    "nothing": (BASE, Level.NONE, []),
    "a text": (release(WREN, later(OWL, fields={"Question": "x"})), Level.PATCH, ["text-changed"]),
    "a grade": (
        release(WREN, later(OWL, tags=("difficulty::hard", "birds::song"))),
        Level.PATCH, ["difficulty-moved"],
    ),
    "a topic": (
        release(WREN, later(OWL, tags=("difficulty::easy", "birds::night"))),
        Level.PATCH, ["topics-moved"],
    ),
    "a tag": (
        release(WREN, later(OWL, tags=(*OWL.tags, "marked-by-us"))), Level.PATCH, ["tags-changed"],
    ),
    "a subdeck": (
        release(WREN, replace(OWL, decks=("Birds::x",))), Level.PATCH, ["deck-moved"],
    ),
    "a time": (release(WREN, later(OWL)), Level.MAJOR, ["restamped"]),
    "a time and a subdeck": (
        release(WREN, later(OWL, decks=("Birds::x",))), Level.MAJOR, ["restamped", "deck-moved"],
    ),
    "css": (with_type(css="x"), Level.PATCH, ["style-changed"]),
    "a back": (
        with_type(templates=(replace(TEMPLATE, back="x"), *TYPE.templates[1:])),
        Level.PATCH, ["style-changed"],
    ),
    "a field's name": (
        with_type(fields=(*TYPE.fields[:-1], CollectionField("Base", TYPE.fields[-1].id))),
        Level.PATCH, ["style-changed"],
    ),
    "a new note": (release(WREN, OWL, note("tit")), Level.MINOR, ["note-added"]),
    "a new card": (release(WREN, later(OWL, cards=(0, 1))), Level.MINOR, ["card-added"]),
    "a lost card": (release(WREN, later(OWL, cards=())), Level.MINOR, ["card-lost"]),
    "a retirement": (release(WREN, retired=("owl",)), Level.MINOR, ["note-retired"]),
    "another tool's": (release(WREN, is_ours=False), Level.MINOR, ["note-gone"]),
    "a lost id": (release(WREN), Level.MAJOR, ["id-lost"]),
    "a GUID": (release(WREN, replace(OWL, guid="x")), Level.MAJOR, ["guid-changed"]),
    "a kind": (
        release(
            WREN,
            later(OWL, note_type=CLOZE.id),
            note_types={QA.id: TYPE, CLOZE.id: replace(TYPE, id=CLOZE.id, is_cloze=True)},
        ),
        Level.MAJOR, ["kind-changed"],
    ),
    "a note type": (
        release(
            WREN, later(OWL, note_type=7), note_types={QA.id: TYPE, 7: replace(TYPE, id=7)}
        ),
        Level.MAJOR, ["note-type-changed"],
    ),
    "a deck": (
        release(*(replace(each, decks=("Fowl",)) for each in (WREN, OWL)), deck="Fowl"),
        Level.MAJOR, ["deck-renamed"],
    ),
    "subdecks": (release(WREN, OWL, subdecks="topic"), Level.MAJOR, ["subdecks-changed"]),
    "a field more": (
        with_type(fields=(*TYPE.fields, CollectionField("More", 7))), Level.MAJOR, ["field-list-changed"],
    ),
    "fields moved": (
        with_type(fields=TYPE.fields[::-1]), Level.MAJOR, ["field-list-changed"],
    ),
    "a template more": (
        with_type(templates=(*TYPE.templates, CollectionTemplate("More", 7, "x", "y"))),
        Level.MAJOR, ["template-list-changed"],
    ),
    "a front": (
        with_type(templates=(replace(TEMPLATE, front="x"), *TYPE.templates[1:])),
        Level.MAJOR, ["front-changed", "style-changed"],
    ),
}  # fmt: skip

LARK = note("lark", "Where does a lark sing?")
FLOCKS = release(
    *(replace(each, decks=("Birds::song",)) for each in (WREN, LARK)),
    replace(OWL, decks=("Birds::night",)),
    subdecks="topic",
)
FIRST_TOPICS = {
    "renamed": ({"lark": "tune", "wren": "tune"}, ["deck-renamed", "topics-moved"]),
    "into one that is there": (
        {"lark": "night", "wren": "night"}, ["deck-changed", "topics-moved"],
    ),
    "one note to a new one": ({"lark": "day"}, ["deck-changed", "topics-moved"]),
    "one note to one that is there": ({"lark": "night"}, ["topics-moved", "deck-moved"]),
}  # fmt: skip


@pytest.mark.parametrize("case", FIRST_TOPICS)
def test_a_first_topic_that_opens_or_closes_a_subdeck_is_major(case: str) -> None:
    topics, rules = FIRST_TOPICS[case]
    notes = (
        later(each, decks=(f"Birds::{topics[each.id]}",), tags=("difficulty::easy", "birds::x"))
        if each.id in topics
        else each
        for each in FLOCKS.notes.values()
    )
    change = compare_releases(FLOCKS, release(*notes, subdecks="topic"))
    assert [each.rule for each in change.reasons] == rules
    assert change.level is (Level.PATCH if rules[0] == "topics-moved" else Level.MAJOR)


@pytest.mark.parametrize("case", ASKS)
def test_what_a_change_asks_of_learners(case: str) -> None:
    new, level, rules = ASKS[case]
    change = compare_releases(BASE, new)
    assert (change.level, [each.rule for each in change.reasons]) == (level, rules)


def test_lists_and_note_types_want_merging_and_fronts_want_the_old_note_types() -> None:
    options = {case: compare_releases(BASE, new).options for case, (new, _, _) in ASKS.items()}
    merging = {"a field more", "fields moved", "a template more"}
    for case in merging:
        assert options[case] == ImportOptions(merge=True, notes="Always")
    assert options["a note type"] == ImportOptions(merge=True)
    assert options["a front"] == ImportOptions(note_types="Never")
    rest = options.keys() - merging - {"a front", "a note type"}
    assert {options[case] for case in rest} == {ImportOptions()}


def test_what_changed_of_a_note_is_told_apart() -> None:
    new = later(
        OWL,
        fields={"Question": OWL.fields["Question"], "Answer": "This.", "Hint": "Dark."},
        tags=("difficulty::hard", "birds::night", "own"),
        cards=(0, 1),
    )
    (change,) = compare_releases(BASE, release(WREN, new)).changed
    assert change.fields == (
        TextChange("Answer", "That.", "This."),
        TextChange("Hint", "", "Dark."),
    )
    assert change.difficulty == ListChange(("easy",), ("hard",))
    assert change.topics == ListChange(("song",), ("night",))
    assert change.tags == ListChange((), ("own",))
    assert change.cards == ListChange((), ("Reverse",))


def rules(change: ReleaseChange) -> list[str]:
    return [problem.rule for problem in change.problems]


@pytest.mark.parametrize("second", [SECOND, SECOND - 1])
def test_a_change_whose_second_did_not_move_never_arrives(second: int) -> None:
    new = replace(OWL, fields={"Question": "Anew?", "Answer": "That."}, second=second)
    change = compare_releases(BASE, release(WREN, new))
    assert [each.new.id for each in change.never_arrive] == ["owl"]
    assert rules(change) == ["never-arrives"]


def test_a_change_that_no_build_has_stamped_yet_will_arrive() -> None:
    new = replace(OWL, fields={"Question": "Anew?"}, second=None)
    assert compare_releases(BASE, release(WREN, new)).never_arrive == ()


def test_other_markup_of_the_same_text_waits_for_the_notes_next_change() -> None:
    new = replace(OWL, fields={**OWL.fields, "Answer": "<span>That</span>."})
    change = compare_releases(BASE, release(WREN, new))
    assert (change.level, change.unseen, rules(change)) == (Level.NONE, ("owl",), [])


def test_a_note_that_was_stamped_anew_without_a_change_is_told() -> None:
    change = compare_releases(BASE, release(WREN, later(OWL)))
    assert (change.restamped, rules(change)) == (("owl",), ["restamped"])
    assert change.problems[0].severity is Severity.ERROR


def subdecks(*names: str) -> Release:
    """Return a release of another tool with a note in each of the decks."""
    notes = (replace(note(f"n{number}"), decks=(name,)) for number, name in enumerate(names))
    return release(*notes, is_ours=False, deck="")


def test_decks_below_a_renamed_one_are_not_named_again_unless_they_got_another_name() -> None:
    old = subdecks("Birds", "Birds::Owls", "Birds::Wrens::Small", "Bats")
    moved = subdecks("Fowl", "Fowl::Owls", "Fowl::Wrens::Small", "Bats")
    renamed = subdecks("Fowl", "Fowl::Night", "Fowl::Wrens::Small", "Bats")
    both = TextChange("deck", "Birds", "Fowl")
    assert compare_releases(old, moved).renamed_decks == (both,)
    night = TextChange("deck", "Birds::Owls", "Fowl::Night")
    assert compare_releases(old, renamed).renamed_decks == (both, night)


def test_a_style_whose_second_did_not_move_never_arrives() -> None:
    new = release(WREN, OWL, note_types={QA.id: replace(TYPE, css="x")})
    assert rules(compare_releases(BASE, new)) == ["style-never-arrives"]


def test_a_picture_that_changed_under_its_name_never_arrives_with_an_old_second() -> None:
    shown = replace(OWL, media=frozenset({"owl.svg", "other.svg"}))
    old = release(WREN, shown, media={"owl.svg": "1", "other.svg": "1"})
    change = compare_releases(old, release(WREN, shown, media={"owl.svg": "2", "other.svg": "1"}))
    assert [each.media for each in change.changed] == [("owl.svg",)]
    assert rules(change) == ["never-arrives"]


def test_a_lost_note_is_told_with_the_new_one_that_says_much_the_same() -> None:
    hunting = note("owl-hunting", "When does an owl go hunting?")
    change = compare_releases(
        BASE, release(WREN, hunting, note("tit", "Where do tits nest?", "In holes."))
    )
    (rename,) = change.renames
    assert (rename.old, rename.new) == (OWL, hunting)
    (problem,) = change.problems
    assert "It looks renamed to 'owl-hunting'" in problem.message


def test_a_retired_note_is_told_with_the_one_that_took_its_place() -> None:
    turned = note("owl-hunt-2", "When does an owl hunt?", "At night, by ear.")
    change = compare_releases(BASE, release(WREN, turned, retired=("owl",)))
    assert [(each.old.id, each.new.id) for each in change.renames] == [("owl", "owl-hunt-2")]
    assert change.level is Level.MINOR


def test_a_note_that_says_something_else_is_no_rename() -> None:
    other = note("tit", "Where do tits nest?", "In holes.")
    assert compare_releases(BASE, release(WREN, other)).renames == ()


def test_a_similar_note_about_something_else_is_no_rename() -> None:
    old = note("http", "Which port does HTTP use?", "80")
    for new in (
        note("https", "Which port does HTTPS use?", "443"),
        note("ssh", "Which port does SSH use?", "22"),
    ):
        assert compare_releases(release(old), release(new)).renames == ()
    more = note("web", "Which port does HTTP use by default?", "80")
    assert len(compare_releases(release(old), release(more)).renames) == 1


def test_notes_that_have_only_their_question_in_common_are_no_rename() -> None:
    words = ("azure", "beige", "coral", "denim", "ebony", "fawn")
    old = [note(word, "What is this word?", word) for word in words[:3]]
    new = [note(word, "What is this word?", word) for word in words[3:]]
    assert compare_releases(release(*old), release(*new)).renames == ()


def test_no_note_is_in_two_renames() -> None:
    old = release(*(note(f"a-{n}", f"What is the bird number {n}?") for n in range(30)))
    new = release(*(note(f"b-{n}", f"What is the bird number {n} here?") for n in range(30)))
    pairs = [(each.old.id, each.new.id) for each in compare_releases(old, new).renames]
    assert sorted(pairs) == sorted((f"a-{n}", f"b-{n}") for n in range(30))


def test_ten_thousand_lost_notes_are_told_in_few_words() -> None:
    old = release(*(note(f"a-{n}", f"What is the bird number {n}?") for n in range(10_000)))
    new = release(*(note(f"b-{n}", f"What is the bird number {n}?") for n in range(10_000)))
    change = compare_releases(old, new)
    assert len(change.lost) == len(change.renames) == 10_000
    assert len(change.problems) < 30


TEXTS = st.text("ab <>&東", max_size=8)
NOTES = st.builds(
    lambda text, tag, cards, second: replace(
        note("x", text), tags=(f"birds::{tag}",), cards=cards, second=SECOND + second
    ),
    TEXTS,
    st.sampled_from("pq"),
    st.sampled_from([(0,), (0, 1)]),
    st.integers(0, 2),
)
RELEASES = st.dictionaries(st.sampled_from("abcd"), NOTES).flatmap(
    lambda notes: st.builds(
        lambda retired: release(
            *(replace(each, id=k, guid=k, name=k) for k, each in notes.items()),
            retired=tuple(set(retired) - notes.keys()),
        ),
        st.sets(st.sampled_from("abcd")),
    )
)


@given(RELEASES)
def test_a_release_beside_itself_shows_no_change(same: Release) -> None:
    change = compare_releases(same, same)
    assert (change.level, change.reasons, change.problems) == (Level.NONE, (), ())
    assert change.unchanged == len(same.notes)


@given(RELEASES, RELEASES)
def test_what_is_told_turns_the_old_release_into_the_new_one(old: Release, new: Release) -> None:
    change = compare_releases(old, new)
    notes: dict[str, ReleasedNote] = dict(old.notes)
    for gone in (*change.retired, *change.lost, *change.gone):
        del notes[gone.guid]
    notes |= {each.guid: each for each in change.added}
    for each in change.changed:
        assert notes[each.old.guid] == each.old
        fields = dict(each.old.fields) | {text.what: text.new for text in each.fields}
        assert fields == each.new.fields
        notes[each.new.guid] = each.new
    assert set(notes) == set(new.notes)
    for guid, after in new.notes.items():
        if after.name not in change.unseen:
            assert replace(notes[guid], second=0) == replace(after, second=0)


@given(RELEASES, RELEASES)
def test_every_note_is_counted_once(old: Release, new: Release) -> None:
    change = compare_releases(old, new)
    both = len(change.changed) + len(change.unseen) + change.unchanged
    assert both + len(change.retired) + len(change.lost) + len(change.gone) == len(old.notes)
    assert both + len(change.added) == len(new.notes)

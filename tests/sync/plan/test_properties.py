"""What holds of every plan, whatever the authors and the learner did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from ankiflask.anki.sync_field import read_sync_base
from ankiflask.identity import AnkiNoteId
from ankiflask.package.model import AnkiNote, Contents
from ankiflask.render.note import field_hash
from ankiflask.sync.ankiconnect.collection import Live, LiveNote
from ankiflask.sync.model import Choices, DeckPlan
from tests.sync.plan.birds import (
    collection,
    deck,
    edited,
    foreign,
    lives,
    names,
    note,
    planned,
    tags_of,
)
from tests.sync.plan.carried_out import applied

IDS = ("wren", "owl", "tit")
FIELDS = ("Question", "Answer", "Hint")
TEXTS = st.sampled_from(["", "a", "b", "c &amp; d", "c &#38; d", '<img src="x.png">'])
TAGS = st.lists(st.sampled_from(["a", "A", "b", "b::c", "mine", "ankiflask::retired"]), max_size=3)
OUR_TAGS = st.lists(st.sampled_from(["a", "b", "b::c"]), max_size=3, unique=True).map(tuple)


@dataclass(frozen=True)
class Story:
    """A deck, what Anki holds of it, which ids were seen, and what the user chose."""

    contents: Contents
    live: Live
    seen: Mapping[str, Sequence[str]]
    choices: Choices


@st.composite
def releases(draw: st.DrawFn, note_id: str) -> AnkiNote:
    question, answer, hint = draw(TEXTS), draw(TEXTS), draw(TEXTS)
    second = draw(st.integers(1_700_000_000, 1_700_000_002))
    return note(
        note_id, at=second, tags=draw(OUR_TAGS), Question=question, Answer=answer, Hint=hint
    )


@st.composite
def learned(draw: st.DrawFn, released: AnkiNote) -> list[LiveNote]:
    """What became of a note: gone, as it was, edited, without its base, doubled, moved."""
    live = lives(released)
    texts = draw(st.dictionaries(st.sampled_from(FIELDS), TEXTS))
    sync = draw(st.sampled_from(["mine", *[live.fields["Sync"]] * 5]))
    live = replace(edited(live, {**texts, "Sync": sync}), tags=tuple(draw(TAGS)))
    doubled, moved = (
        [live, replace(live, nid=AnkiNoteId(live.nid + 1))],
        [foreign(live.nid, Front=live.fields["ID"])],
    )
    return draw(st.sampled_from([[live], [live], [live], [live], [], doubled, moved]))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    held = [each for name in IDS for each in draw(learned(draw(releases(name))))]
    wanted = [draw(releases(name)) for name in draw(st.permutations(IDS))]
    retired = draw(st.sets(st.sampled_from(IDS)))
    kept = [each for each in wanted if each.id not in retired]
    chosen = st.frozensets(st.sampled_from(IDS)).map(names)
    return Story(
        deck(*kept, retired=tuple(retired), media=("x.png",)),
        collection(*held),
        {"birds": draw(st.lists(st.sampled_from(IDS)))},
        Choices(draw(chosen), draw(chosen), draw(chosen), draw(st.booleans())),
    )


def of(story: Story, live: Live | None = None) -> DeckPlan:
    held = story.live if live is None else live
    return planned(story.contents, held, seen=story.seen, choices=story.choices).decks[0]


def after(story: Story) -> Live:
    done = planned(story.contents, story.live, seen=story.seen, choices=story.choices)
    return applied(done, story.live)


@given(stories())
def test_once_applied_a_plan_leaves_nothing_to_do(story: Story) -> None:
    assert of(story, after(story)).is_done


@given(stories())
def test_applying_neither_makes_nor_settles_a_conflict(story: Story) -> None:
    assert of(story, after(story)).conflicts == of(story).conflicts


@given(stories())
def test_without_the_choices_too_what_was_applied_stays_done(story: Story) -> None:
    asked = replace(story, choices=Choices())
    assert of(asked, after(story)).updates == ()


@given(stories())
def test_the_same_is_planned_twice(story: Story) -> None:
    assert of(story) == of(story)


@given(stories())
def test_what_the_learner_edited_is_written_only_on_request(story: Story) -> None:
    rows = {each.nid: each for each in story.live.notes}
    for update in of(story).updates:
        if f"birds/{update.id}" in story.choices.overwrite:
            continue
        base = read_sync_base(rows[update.nid].fields["Sync"])
        for name in set(update.fields) - {"Sync"}:
            assert base
            assert field_hash(update.fields[name][0]) == base.hash_of(name)


@given(stories())
def test_a_tag_that_no_base_names_is_never_removed(story: Story) -> None:
    rows = {each.nid: each for each in story.live.notes}
    done = of(story)
    for update in (*done.updates, *done.retirements):
        base = read_sync_base(rows[update.nid].fields["Sync"])
        ours = {tag.casefold() for tag in base.tags} if base else set()
        assert {tag.casefold() for tag in tags_of(update).removed} <= ours


@given(stories())
def test_nothing_is_written_into_what_is_left_alone(story: Story) -> None:
    done = of(story)
    untouched = {*done.newer, *done.moved, *done.duplicated, *done.missing}
    written = {each.id for each in (*done.updates, *done.retirements)}
    assert not untouched & written
    assert not untouched & {each.id for each in done.additions}
    assert not untouched & {each.id for each in done.changes}
    assert not untouched & {*done.conflicts, *done.kept, *done.unchanged}


@given(stories())
def test_every_note_of_the_deck_is_told_of(story: Story) -> None:
    done = of(story)
    told = {each.id for each in done.additions} | {each.id for each in done.updates}
    told |= {*done.conflicts, *done.kept, *done.newer, *done.moved, *done.duplicated}
    assert not told & {*done.unchanged}
    assert {each.id for each in story.contents.notes} <= told | {*done.missing, *done.unchanged}


@given(stories())
def test_each_conflict_and_each_change_shows_both_texts(story: Story) -> None:
    done = of(story)
    shown = {each.id for each in done.changes}
    assert {*done.conflicts} <= shown
    assert all(each.theirs != each.ours for each in done.changes)

"""What a client meets when its connection goes wrong, a test or more for each kind."""

import pytest
import requests

from tests.addon.asking import SOON, ask, multi, post
from tests.addon.client import Addon
from tests.addon.faults import KINDS, LASTING
from tests.anki.learner import Learner

pytestmark = pytest.mark.anki

_SHORT = 0.2  # seconds that a client waits where nothing will come


def _has_deck(ann: Learner) -> bool:
    return "Soon" in ann.look().decks


def test_refused_after_now_answers_once_more_and_then_refuses(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "refused-after-now"))
    assert post(addon, SOON).json()["error"] is None
    assert _has_deck(ann)
    with pytest.raises(requests.ConnectionError, match="refused"):
        ask(addon, "version")
    addon.repair()
    assert ask(addon, "version") == 6


@pytest.mark.parametrize(("kind", "is_done"), [("reset-before", False), ("reset-after", True)])
def test_a_reset_comes_before_or_after_the_effect(
    ann: Learner, addon: Addon, kind: str, is_done: bool
) -> None:
    addon.fail(("createDeck", 1, kind))
    with pytest.raises(requests.ConnectionError, match="reset"):
        post(addon, SOON)
    assert _has_deck(ann) == is_done
    assert post(addon, SOON).json()["error"] is None


@pytest.mark.parametrize(
    ("kind", "is_done"), [("hang-before", True), ("hang-after", True), ("hang-lost", False)]
)
def test_a_request_whose_client_gave_up_is_carried_out_unless_anki_was_killed(
    ann: Learner, addon: Addon, kind: str, is_done: bool
) -> None:
    addon.fail(("createDeck", 1, kind))
    with pytest.raises(requests.ReadTimeout):
        post(addon, SOON, patience=_SHORT)
    assert ask(addon, "version") == 6
    assert _has_deck(ann) == is_done


def test_half_a_reply_ends_too_early_after_the_effect(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "half-reply"))
    with pytest.raises(requests.exceptions.ChunkedEncodingError, match="IncompleteRead"):
        post(addon, SOON)
    assert _has_deck(ann)


def test_a_reply_that_ends_in_its_head_seems_whole_and_empty(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "half-head"))
    told = post(addon, SOON)
    assert (told.status_code, told.content) == (200, b"")
    assert "Content-Length" not in told.headers
    assert _has_deck(ann)


def test_an_empty_body_comes_after_the_effect(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "empty-body"))
    told = post(addon, SOON)
    assert (told.status_code, told.content) == (200, b"")
    assert _has_deck(ann)


def test_a_page_of_html_comes_from_something_else(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "html-page"))
    told = post(addon, SOON)
    assert told.headers["Content-Type"] == "text/html"
    assert told.text.startswith("<!DOCTYPE html>")
    assert not _has_deck(ann)


def test_a_403_comes_with_nothing(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "status-403"))
    told = post(addon, SOON)
    assert (told.status_code, told.content) == (403, b"")
    assert not _has_deck(ann)


def test_a_banner_is_no_http(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 1, "banner"))
    with pytest.raises(requests.ConnectionError, match=r"SSH-2\.0"):
        post(addon, SOON)
    assert not _has_deck(ann)


def test_a_fault_waits_for_its_time_and_happens_once(addon: Addon) -> None:
    addon.fail(("version", 2, "false"), ("*", 4, "nulls"))
    assert [ask(addon, "version") for _ in range(5)] == [6, False, 6, None, 6]


def test_a_fault_can_happen_each_time(addon: Addon) -> None:
    addon.fail(("version", 0, "false"))
    assert [ask(addon, "version") for _ in range(3)] == [False] * 3
    addon.repair()
    assert ask(addon, "version") == 6


def test_a_multi_that_is_cut_stays_half_done(ann: Learner, addon: Addon) -> None:
    addon.fail(("createDeck", 2, "reset-after"))
    decks = [("createDeck", {"deck": name}) for name in ("a", "b", "c")]
    with pytest.raises(requests.ConnectionError):
        post(addon, multi(*decks))
    assert ann.look().decks == ("Default", "a", "b")


def test_an_unknown_kind_of_fault_is_refused(addon: Addon) -> None:
    with pytest.raises(Exception, match="no fault 'nonsense'"):
        addon.fail(("*", 1, "nonsense"))


def test_every_lasting_kind_is_a_kind() -> None:
    assert set(LASTING) < set(KINDS)

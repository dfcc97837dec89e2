"""`ankiflask doctor`: each thing looked at, and the remedy; exit 3 where a sync cannot work."""

import json
from pathlib import Path

import pytest

from tests.addon.client import Addon
from tests.anki.learner import Learner
from tests.cli.command_line import Run
from tests.cli.doctors import Examine, absent, report


def test_where_nothing_listens_it_says_what_to_start(quick: Run) -> None:
    done = quick("doctor", "--url", "http://127.0.0.1:9")
    assert (done.err, done.code) == ("", 3)
    assert done.out == (
        "no  AnkiConnect: Nothing answers at http://127.0.0.1:9."
        " Start Anki; its add-on AnkiConnect (2055492159) must be installed.\n"
    )


@pytest.mark.parametrize(
    ("kind", "why"),
    [
        ("banner", "it does not speak HTTP"),
        ("html-page", "its reply is no JSON"),
        ("status-403", "it replied with HTTP 403"),
        ("empty-body", "its reply is empty"),
    ],
)
def test_where_something_else_answers_it_names_the_other_port(
    examine: Examine, addon: Addon, kind: str, why: str
) -> None:
    addon.fail(("*", 0, kind))
    done = examine(addon)
    assert (done.err, done.code) == ("", 3)
    assert done.out == (
        f"no  AnkiConnect: What answers at {addon.url} is not AnkiConnect: {why}. See which program"
        " has this port (AnkiConnect's own is 8765), and name Anki's with --url.\n"
    )


def test_where_a_key_is_wanted_it_says_how_to_give_it(
    quick: Run, ann: Learner, tmp_path: Path
) -> None:
    with ann.serve(key="sesame") as addon:
        without = quick("doctor", "--url", addon.url)
        having = quick("doctor", "--url", addon.url, env={"ANKICONNECT_API_KEY": "sesame"})
        taken = report(addon, tmp_path, absent())
    assert (without.err, without.code) == ("", 3)
    assert without.out == (
        "no  AnkiConnect: AnkiConnect wants its API key, and none was given."
        " Give it with --api-key-file or in ANKICONNECT_API_KEY.\n"
    )
    taken[1] = "ok  API key: it takes ours."
    assert (having.out.splitlines(), having.err, having.code) == (taken, "", 0)


def test_where_no_profile_is_open_it_says_so(examine: Examine, addon: Addon) -> None:
    addon.fail(("apiReflect", 1, "profile-closed"))
    done = examine(addon)
    assert (done.err, done.code) == ("", 3)
    assert done.out == (
        "no  AnkiConnect: Anki has no profile open. Open yours in Anki, and try again.\n"
    )


def test_an_anki_without_our_note_types_is_fit(
    examine: Examine, addon: Addon, tmp_path: Path
) -> None:
    done = examine(addon)
    assert (done.err, done.code) == ("", 0)
    assert done.out.splitlines() == report(addon, tmp_path, absent())


def test_media_on_another_disk_hinder_backups(
    examine: Examine, addon: Addon, tmp_path: Path
) -> None:
    media = tmp_path / "ann" / "collection.media"
    media.rename(media.with_name("elsewhere"))
    done = examine(addon)
    media.with_name("elsewhere").rename(media)
    expected = report(addon, tmp_path, absent())
    expected[-2] = (
        "no  Files: Anki's media folder is not to be seen from here. Notes can be added by upload;"
        " but a backup cannot be read, so that notes which are there cannot be changed. Sync on the"
        " machine that Anki runs on."
    )
    assert (done.out.splitlines(), done.err, done.code) == (expected, "", 3)


def test_a_memory_that_cannot_be_is_told(examine: Examine, addon: Addon, tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file in the way", encoding="utf-8")
    done = examine(addon)
    expected = report(addon, tmp_path, absent())
    del expected[-2]  # where nothing can be written, no export is tried
    expected[-1] = f"no  Memory: {tmp_path}/state/ankiflask cannot be written. Set XDG_STATE_HOME."
    assert (done.out.splitlines(), done.err, done.code) == (expected, "", 3)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("error-list-in-string", "Anki could not write {file}: ['cannot create note because"),
        ("silent-no-op", "What Anki exported to {file} cannot be read from here: "),
    ],
)
def test_a_backup_is_tried_and_where_it_fails_the_remedy_is_named(
    examine: Examine, addon: Addon, tmp_path: Path, kind: str, words: str
) -> None:
    addon.fail(("exportPackage", 1, kind))
    done = examine(addon)
    file = tmp_path / "state/ankiflask/doctor.apkg"
    (line,) = (each for each in done.out.splitlines() if each.startswith("no"))
    assert line.startswith(f"no  Files: {words.format(file=file)}")
    assert "set XDG_STATE_HOME" in line
    assert done.code == 3
    assert not (tmp_path / "state").exists()


def test_json_holds_the_same(quick: Run, addon: Addon, tmp_path: Path) -> None:
    done = quick("doctor", "--json", "--url", addon.url)
    told = json.loads(done.out)
    lines = [
        f"{'ok' if each['is_good'] else 'no'}  {each['about']}: {each['words']}"
        for each in told["findings"]
    ]
    assert (told["url"], done.code) == (addon.url, 0)
    assert lines == report(addon, tmp_path, absent())
    refused = quick("doctor", "--json", "--url", "http://127.0.0.1:9")
    (finding,) = json.loads(refused.out)["findings"]
    assert (finding["about"], finding["is_good"], refused.code) == ("AnkiConnect", False, 3)

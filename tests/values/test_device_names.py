"""Names that Windows takes for devices."""

import pytest

from ankiflask.drafting.naming import uid
from ankiflask.text import is_device_name

NAMES = [
    "con",
    "PRN",
    "aux",
    "NUL",
    "COM0",
    "com9",
    "lpt1",
    "conout$",
    "con.txt",
    "nul.tar.gz",
    "aux ",
]


@pytest.mark.parametrize("name", NAMES)
def test_a_device_is_known_whatever_its_capitals_and_ending(name: str) -> None:
    assert is_device_name(name)


@pytest.mark.parametrize(
    "name", ["", "cone", "icon", "com", "com10", "lpt", "con-x", "a.con", "nulls"]
)
def test_other_names_are_none(name: str) -> None:
    assert not is_device_name(name)


@pytest.mark.parametrize("stem", ["con", "Aux", "com1", "LPT9", "nul"])
def test_a_deck_of_such_a_file_gets_another_uid(stem: str) -> None:
    assert uid(stem) == f"deck-{stem.lower()}"

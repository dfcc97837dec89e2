"""Reading what may be anything."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ankiflask.errors import InputError
from ankiflask.files.read import MAX_FILE, MAX_LINE, read_text
from ankiflask.problems import Problem


def refusal(path: Path) -> Problem:
    with pytest.raises(InputError) as caught:
        read_text(path)
    (problem,) = caught.value.problems
    assert problem.file == str(path)
    assert problem.remedy
    return problem


@pytest.fixture
def holding(tmp_path: Path) -> Callable[[bytes], Path]:
    def write(content: bytes) -> Path:
        path = tmp_path / "text.txt"
        path.write_bytes(content)
        return path

    return write


def test_a_text_is_read_as_it_is_without_its_byte_order_mark(
    holding: Callable[[bytes], Path],
) -> None:
    assert read_text(holding(b"\xef\xbb\xbfone\r\ntwo")).text == "one\r\ntwo"


def test_the_byte_that_is_not_utf_8_is_told_with_its_line(holding: Callable[[bytes], Path]) -> None:
    problem = refusal(holding(b"one\ntw\xe9"))
    assert (problem.rule, problem.line) == ("not-utf-8", 2)
    assert "0xE9" in problem.message


def test_utf_16_is_named(holding: Callable[[bytes], Path]) -> None:
    assert "UTF-16" in refusal(holding("one".encode("utf-16"))).message


def test_a_line_of_one_mebibyte_is_read_and_a_longer_one_refused(
    holding: Callable[[bytes], Path],
) -> None:
    assert read_text(holding(b"x" * MAX_LINE + b"\ny"))
    problem = refusal(holding(b"one\n" + b"x" * (MAX_LINE + 1)))
    assert (problem.rule, problem.line) == ("line-too-long", 2)


def test_a_file_over_64_mebibytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as file:
        file.truncate(MAX_FILE + 1)
    assert refusal(path).rule == "file-too-large"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    assert "There is no file 'gone'." in refusal(tmp_path / "gone").message


def test_a_folder_is_told(tmp_path: Path) -> None:
    assert refusal(tmp_path).rule == "not-a-file"


def test_a_fifo_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "fifo"
    os.mkfifo(path)
    assert refusal(path).rule == "not-a-file"


def test_a_device_is_refused() -> None:
    assert refusal(Path(os.devnull)).rule == "not-a-file"


def test_a_name_with_a_nul_is_told() -> None:
    assert refusal(Path("a\0b")).rule == "unreadable"

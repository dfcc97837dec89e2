"""Where AnkiConnect may be asked."""

import pytest

from ankiflask.errors import UsageError
from ankiflask.sync.ankiconnect.connection import connect

EXAMPLE = "Give one such as http://127.0.0.1:8765."


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("http://127.0.0.1:8765", "http://127.0.0.1:8765"),
        ("http://127.0.0.1:8765/", "http://127.0.0.1:8765"),
        (" HTTP://LocalHost:8765 ", "http://localhost:8765"),
        ("http://[::1]:8765", "http://[::1]:8765"),
        ("http://127.9.9.9:1", "http://127.9.9.9:1"),
        ("https://localhost", "https://localhost"),
    ],
)
def test_an_address_on_this_computer_is_taken_in_one_form(url: str, kept: str) -> None:
    assert connect(url).url == kept


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://192.168.0.7:8765", "192.168.0.7"),
        ("http://anki.example:8765", "anki.example"),
        ("http://localhost.example", "localhost.example"),
        ("http://10.0.0.1:8765", "10.0.0.1"),
        ("http://127.0.0.1.example", "127.0.0.1.example"),
    ],
)
def test_another_computer_is_asked_only_if_that_is_allowed(url: str, host: str) -> None:
    with pytest.raises(UsageError) as caught:
        connect(url)
    remedy = "Give --allow-remote if you trust that machine and the way to it."
    assert str(caught.value) == f"'{host}' is not this computer. {remedy}"
    assert connect(url, allow_remote=True).url == url


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("", "'' is no address of AnkiConnect."),
        ("localhost:8765", "'localhost:8765' is no address of AnkiConnect."),
        ("ftp://localhost", "'ftp://localhost' is no address of AnkiConnect."),
        ("file:///etc/passwd", "'file:///etc/passwd' is no address of AnkiConnect."),
        ("http://", "'http://' is no address of AnkiConnect."),
        ("http://:8765", "'http://:8765' is no address of AnkiConnect."),
        ("http://a b", "'http://a b' is no address of AnkiConnect."),
        ("http://localhost:0", "'http://localhost:0' is no address of AnkiConnect."),
        ("http://localhost:99999", "The address of AnkiConnect cannot be read."),
        ("http://localhost:x", "The address of AnkiConnect cannot be read."),
        ("http://[::1", "The address of AnkiConnect cannot be read."),
        ("http://localhost/anki", "The address 'http://localhost/anki' goes on after its port."),
        ("http://localhost/?a=b", "The address 'http://localhost/?a=b' goes on after its port."),
        ("http://localhost/#a", "The address 'http://localhost/#a' goes on after its port."),
    ],
)
def test_what_is_no_address_is_a_mistake_on_the_command_line(url: str, message: str) -> None:
    for allow_remote in (False, True):
        with pytest.raises(UsageError) as caught:
            connect(url, allow_remote=allow_remote)
        assert str(caught.value) == f"{message} {EXAMPLE}"


@pytest.mark.parametrize("url", ["http://ann:secret@localhost:8765", "http://secret@localhost/x"])
def test_a_password_in_an_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        connect(url)
    assert str(caught.value) == f"The address of AnkiConnect holds a name or a password. {EXAMPLE}"

"""The API key is in no message, however a server returns it."""

import base64
import json
import urllib.parse
from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ankiflask.errors import AnkiError
from ankiflask.sync.ankiconnect.connection import connect
from ankiflask.sync.ankiconnect.replies import Refusal
from ankiflask.sync.ankiconnect.secret import letters_and_digits, repeats
from tests.budget import examples
from tests.growth import grows_too_fast
from tests.sync.connect.peer import Peer, reply

KEY = "s3cret-KEY_42/x"
Change = Callable[[str], str]

CHANGES: dict[str, Change] = {
    "plain": str,
    "control characters between": "\x01".join,
    "blanks between": " ".join,
    "zero-width between": "\u200b".join,
    "commas and quotes between": lambda key: json.dumps(list(key)),
    "lines between": "\n".join,
    "upper case": str.upper,
    "swapped case": str.swapcase,
    "backwards": lambda key: key[::-1],
    "full width": lambda key: "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in key),
    "JSON escapes": lambda key: "".join(f"\\u{ord(c):04x}" for c in key),
    "JSON escapes twice": lambda key: "".join(f"\\\\u{ord(c):04X}" for c in key),
    "\\x escapes": lambda key: "".join(f"\\x{ord(c):02x}" for c in key),
    "percent": lambda key: "".join(f"%{ord(c):02x}" for c in key),
    "percent twice": lambda key: "".join(f"%25{ord(c):02X}" for c in key),
    "quoted": urllib.parse.quote_plus,
    "decimal entities": lambda key: "".join(f"&#{ord(c)};" for c in key),
    "hexadecimal entities": lambda key: "".join(f"&#x{ord(c):x};" for c in key),
    "hex": lambda key: key.encode().hex(),
    "hex apart": lambda key: key.encode().hex(":"),
    "base64": lambda key: base64.b64encode(key.encode()).decode(),
    "base64 within": lambda key: base64.b64encode(f"a{key}zz".encode()).decode(),
    "base64 within, one on": lambda key: base64.b64encode(f"ab{key}z".encode()).decode(),
    "base64 for addresses": lambda key: base64.urlsafe_b64encode(key.encode()).decode(),
    "tags between": "<br>".join,
}
# A tag's own letters stand between: nobody reads the key out of it, and a message escapes nothing.
NOT_REPEATED = {"tags between"}


@pytest.mark.parametrize("change", sorted(set(CHANGES) - NOT_REPEATED))
def test_it_is_found_however_it_is_written(change: str) -> None:
    assert repeats(f"On instance: {CHANGES[change](KEY)}!", KEY)


@examples(300)
@given(
    st.text(st.characters(codec="ascii"), min_size=8, max_size=30).filter(
        lambda key: len(letters_and_digits(key)) >= 8
    ),
    st.lists(st.sampled_from(sorted(set(CHANGES) - {"base64 within", "base64 within, one on"} - NOT_REPEATED)), min_size=1, max_size=1),
    st.text(max_size=20),
)  # fmt: skip
def test_any_key_is_found(key: str, changes: list[str], before: str) -> None:
    for change in changes:
        assert repeats(f"{before} {CHANGES[change](key)} {before}", key)


@pytest.mark.parametrize(
    "text", ["", "collection is not available", "secret", "42", KEY[:-4], "x" * 9999]
)
def test_an_innocent_text_is_shown(text: str) -> None:
    assert not repeats(text, KEY)


def test_one_at_the_end_of_a_long_text_is_found() -> None:
    filler = "é&<b>".join(map(str, range(300_000)))
    assert repeats(filler + "\x01".join(KEY), KEY)
    assert not repeats(filler, KEY)


@pytest.mark.parametrize("change", CHANGES)
def test_no_refusal_shows_it(change: str) -> None:
    words = Refusal.of(f"bad {CHANGES[change](KEY)} and {KEY}", KEY).words
    assert not repeats(words, KEY)
    assert KEY not in words


@pytest.mark.parametrize("change", sorted(set(CHANGES) - NOT_REPEATED))
@pytest.mark.parametrize("shape", ["text", "key", "list", "deep"])
def test_no_result_that_holds_it_is_used(peer: Peer, change: str, shape: str) -> None:
    told = CHANGES[change](KEY)
    result = {"text": told, "key": {told: 1}, "list": ["a", [told]], "deep": {"a": [{"b": told}]}}
    peer.script = lambda _: reply({"result": result[shape], "error": None})
    with pytest.raises(AnkiError, match="repeats the API key, so it is not used") as caught:
        connect(peer.url, KEY).ask("deckNames")
    assert not repeats(str(caught.value), KEY)


def test_a_result_in_pieces_or_an_error_in_a_list_is_refused_too(peer: Peer) -> None:
    for answer in ({"result": [*KEY], "error": None}, {"result": None, "error": [*KEY]}):
        peer.script = partial(lambda answer, _: reply(answer), answer)
        with pytest.raises(AnkiError) as caught:
            connect(peer.url, KEY).ask("deckNames")
        assert not repeats(str(caught.value), KEY)


def test_a_short_key_only_hides_a_reason(peer: Peer) -> None:
    peer.script = lambda _: reply({"result": ["flask"], "error": None})
    assert connect(peer.url, "flask").ask("deckNames") == ["flask"]
    assert "flask" not in Refusal.of("no deck F L A S K", "flask").words.lower()


def test_work_is_linear_in_the_text() -> None:
    text = "%25&amp;#x\\u0041 ab\\\\"
    assert not grows_too_fast(lambda size: repeats(text * size, KEY), 20_000)

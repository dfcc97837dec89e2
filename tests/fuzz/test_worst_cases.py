"""Code and markup that are the worst for a lexer or a pattern have an end."""

import pytest

from ankiflask.render import text as markup
from ankiflask.render.html import canonical
from tests.fuzz.conftest import Watchdog


def test_an_attribute_that_ends_in_many_ways_is_read_in_one(watchdog: Watchdog) -> None:
    with watchdog:
        assert canonical("<X" + " b=a/a" * 5000).startswith("&lt;X b=a/a")


@pytest.mark.parametrize("language", ["python", "html", "systemd", "mcfunction", "zeek", "xpp"])
def test_code_that_is_worst_for_a_lexer_is_shown_plain(watchdog: Watchdog, language: str) -> None:
    for sign in (" \n", "\t", "1", "&", "<!--", "a\n"):
        for length in (4000, 60_000):
            with watchdog:
                markup.render(f"```{language}\n{sign * (length // len(sign))}x\n```")


def test_every_lexer_has_an_end(watchdog: Watchdog, *, is_soak: bool) -> None:
    if not is_soak:
        pytest.skip("it looks at 500 lexers: in a soak")
    from pygments.lexers import get_all_lexers  # noqa: PLC0415 - as the code under test does

    names = [aliases[0] for _, aliases, _, _ in get_all_lexers() if aliases]
    for language in names:
        for sign in (" \n", "\t", "1", "a", "&", "<!--", "a\n", "(", '"', "\\", "$", "a:", "{{"):
            with watchdog:
                markup.render(f"```{language}\n{sign * (4000 // len(sign))}x\n```")

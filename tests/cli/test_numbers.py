"""Every number of a thousand or more is written alike, whoever says it."""

import re
from pathlib import Path

from tests.cli.command_line import Run

NOTES = 1200
PLAIN = re.compile(r"(?<![\w.,:/-])[0-9]{4,}(?![\w./-])")


def test_numbers_have_a_comma_in_every_report(tmp_path: Path, run: Run) -> None:
    for name, answer in (("old", "First"), ("new", "Second")):
        notes = "".join(
            f"  - id: n{n}\n    question: Which is {n}?\n    answer: {answer} {n}\n"
            for n in range(NOTES)
        )
        text = f"deck: Many\nuid: many\ndifficulty: easy\nnotes:\n{notes}"
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    pairs = "".join(f"Which is {n}? :: This {n}\n" for n in range(NOTES))
    (tmp_path / "pairs.txt").write_text(pairs, encoding="utf-8")
    for words, said in (
        (("build", "old.yaml"), "1,200 notes, 1,200 cards (1,200 easy,"),
        (("check", "old.yaml"), "1 deck, 1,200 notes, "),
        (("preview", "old.yaml"), "1,200 cards"),
        (("diff", "old.yaml", "new.yaml"), "1,200 notes changed"),
        (("draft", "pairs.txt", "-o", "deck.yaml"), "1,200 new notes"),
    ):
        ran = run(*words)
        told = ran.err + "\n".join(ran.out.splitlines()[:3])
        told = re.sub(r"'[^'\n]*'|“[^”\n]*”|lines? [0-9, …]+", "", told)  # what is quoted
        assert said in ran.err + ran.out, words
        assert not PLAIN.findall(told), words

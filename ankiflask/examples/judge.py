"""What an example claims beside what its run showed."""

import re
from collections.abc import Iterator

from ankiflask.examples.model import Claim, Example, Seen, Stop
from ankiflask.examples.report import MOST_PRINTED
from ankiflask.problems import Problem, Severity
from ankiflask.text import excerpt

_ANYTHING = "…"
_LONGEST = 200
_MODULE = re.compile(r"ModuleNotFoundError: No module named '([^']*)'")


def judge(example: Example, seen: Seen, seconds: float) -> tuple[Problem, ...]:
    """Return what the run proved wrong, and as a remark what it printed that nothing claims."""
    return tuple(_problems(example, seen, seconds))


def _problems(example: Example, seen: Seen, seconds: float) -> Iterator[Problem]:
    if seen.code is None:
        message = f"The example did not end within {seconds:g} seconds."
        yield _failed(example, example.line, message, "Shorten it, or give it `--time-limit`.")
    elif seen.is_too_long:
        message = f"The example prints more than {MOST_PRINTED // 1024**2} MiB."
        yield _failed(example, example.line, message, "Shorten it.")
    elif not seen.is_whole:
        message = f"The example's Python ended before its end, {_ending(seen.code)}."
        yield _failed(example, example.line, message, "Mend it, or `run: skip REASON`.")
    else:
        for claim in example.claims:
            yield from _compared(example, claim, seen)
        if seen.stop:
            yield _stopped(example, seen.stop)
        elif seen.unclaimed.strip():
            yield _unclaimed(example, seen.unclaimed)


def _compared(example: Example, claim: Claim, seen: Seen) -> Iterator[Problem]:
    shown = seen.shown.get(claim.place)
    claimed = f"The comment claims {_quoted(claim.text)}"
    if shown is None:
        if seen.stop is None:
            message = f"{claimed}, and its statement never ran."
            yield _failed(example, claim.line, message, "Mend the code or the comment.")
    elif not any(_is_shown(claim.text, each) for each in shown):
        came = _quoted(shown[0]) if _lines(shown[0]) else "nothing"
        remedy = "Mend the code or the comment; a mere remark goes above its line."
        yield _failed(example, claim.line, f"{claimed}, and its statement shows {came}.", remedy)


def _is_shown(claimed: str, shown: str) -> bool:
    text = "\n".join(_lines(shown))
    first, *parts = "\n".join(_lines(claimed)).split(_ANYTHING)
    if not parts or not text.startswith(first):
        return text == first
    text, *_, last = text[len(first) :], *parts
    for part in parts[:-1]:
        _, found, text = text.partition(part) if part else ("", "…", text)
        if not found:
            return False
    return text.endswith(last)


def _lines(text: str) -> list[str]:
    """Return the lines without the spaces at their ends, and without empty ones at the end."""
    return [line.rstrip() for line in text.rstrip().split("\n")] if text.strip() else []


def _stopped(example: Example, stop: Stop) -> Problem:
    line = example.line
    for code in example.codes:
        if code.key == stop.key and 0 < stop.row <= code.text.count("\n") + 1:
            line = code.line + stop.row - 1
    remedy = "Mend it; where the error is meant, a comment behind the line says it."
    if module := _MODULE.match(stop.words):
        remedy = f"Install {module[1]}, or name the Python that has it with `--python PATH`."
    elif "examples have no network" in stop.words:
        remedy = "Where it needs one, say `run: network`."
    message = f"The code stops here with {_quoted(stop.words)}."
    return _failed(example, line, message, remedy)


def _unclaimed(example: Example, printed: str) -> Problem:
    return Problem(
        file=example.file,
        line=example.line,
        rule="example-unclaimed",
        severity=Severity.INFO,
        message=f"The example prints {_quoted(printed)}, and no comment claims it.",
        remedy="Say it in a comment behind the line that prints it.",
    )


def _ending(code: int) -> str:
    return f"killed by signal {-code}" if code < 0 else f"with exit code {code}"


def _failed(example: Example, line: int, message: str, remedy: str) -> Problem:
    return Problem(
        file=example.file, line=line, rule="example-failed", message=message, remedy=remedy
    )


def _quoted(text: str) -> str:
    return repr(excerpt("\n".join(_lines(text)), _LONGEST))

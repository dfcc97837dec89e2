"""What a formula may not say: MathJax has commands that make links, styles and attributes."""

import re
from collections.abc import Iterator

from ankiflask.cards.faults import Fault

# `\bbox` and `\mmlToken` take styles and addresses among their options.
_ACTS = re.compile(r"\\(?:href|require|class|style|cssId|data|bbox|mmlToken)(?![A-Za-z])")


def formula_faults(formula: str, line: int) -> Iterator[Fault]:
    """Yield a fault for each command that does more than typeset."""
    for command in sorted(set(_ACTS.findall(formula))):
        message = (
            f"`{command}` in a formula is no mathematics; it makes a link, a style or the like."
        )
        remedy = "Leave it out of the formula; a link is written `[text](https://…)`."
        yield Fault(line, "math-command", message, remedy)

"""A deck's code, run and compared with what it claims. Only `check --run` comes here.

`read_example` and `judge` are pure. `run` starts Python, and in it `inside.py`, which is given the
code and reports what it showed.
"""

from ankiflask.examples.judge import judge
from ankiflask.examples.read import read_example
from ankiflask.examples.run import absolute_python, run

__all__ = ["absolute_python", "judge", "read_example", "run"]

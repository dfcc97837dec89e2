"""The floor that composes the stages: read, settle, render, encode, write.

`draft` is not named here, since what it needs is slow to import and a build needs none of it.
"""

from ankiflask.pipeline.build import build
from ankiflask.pipeline.inspect import Inspected, inspect, look_through, problems_of
from ankiflask.statements import each_cue

__all__ = ["Inspected", "build", "each_cue", "inspect", "look_through", "problems_of"]

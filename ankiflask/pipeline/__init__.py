"""The floor that composes the stages: read, settle, render, encode, write."""

from ankiflask.pipeline.build import build
from ankiflask.pipeline.draft import Drafted, draft
from ankiflask.pipeline.inspect import Inspected, inspect, problems_of

__all__ = ["Drafted", "Inspected", "build", "draft", "inspect", "problems_of"]

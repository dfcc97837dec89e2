"""Raw study text in, numbered statements out. A pure stage: no files, no printing."""

from ankiflask.statements.lines import statement_hash
from ankiflask.statements.normalise import normalise
from ankiflask.statements.told import all_cues, each_cue

__all__ = ["all_cues", "each_cue", "normalise", "statement_hash"]

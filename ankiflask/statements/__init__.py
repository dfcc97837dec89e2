"""Raw study text in, numbered statements out. A pure stage: no files, no printing."""

from ankiflask.statements.lines import statement_hash
from ankiflask.statements.normalise import normalise

__all__ = ["normalise", "statement_hash"]

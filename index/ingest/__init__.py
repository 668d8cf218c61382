"""Reading documents from files: one format a module.

A reader takes a :class:`.source.Source` and yields :class:`.record.Record`; it raises
:class:`..errors.UnreadableFile` when the file is not of its format.
"""

from .reader import FORMATS, Problem, Reader

__all__ = ["FORMATS", "Problem", "Reader"]

"""Any .apkg, safely read; and one that ankiflask built, back to what went into it."""

from ankiflask.unpack.contents_of import contents_of
from ankiflask.unpack.opened import open_package, uid_of

__all__ = ["contents_of", "open_package", "uid_of"]

"""Renaming in ways that Python does not offer: two files exchanged, and never over another file."""

import contextlib
import ctypes
import errno
import os
import stat
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path

from ankiflask.errors import OutputError
from ankiflask.files.part import name_aside, remove_aside
from ankiflask.files.read import MAX_PACKAGE, read_bytes
from ankiflask.files.write import in_words, no_file, prepare, whole_part

# Linux: renameat2(); macOS: renamex_np(). Their flags differ.
_SWAP = 2
_NEVER_OVER = 4 if sys.platform == "darwin" else 1
_AT_FDCWD = -100
_UNSUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP}


def exchange(one: Path, other: Path) -> bool:
    """Exchange two files in one step; return False where the system or the disk cannot.

    Raises OSError where it can and fails.
    """
    return _renamed(one, other, _SWAP)


def rename_to_free(old: Path, new: Path) -> None:
    """Rename a file; raise FileExistsError where the new name is taken."""
    if _renamed(old, new, _NEVER_OVER):
        return
    try:
        os.link(old, new)
    except FileExistsError:
        raise
    except OSError:  # a disk without hard links
        if os.path.lexists(new):
            raise FileExistsError(new) from None
        old.replace(new)


def _renamed(old: Path, new: Path, flag: int) -> bool:
    rename = _system_call()
    if rename is None:
        return False
    if rename(os.fsencode(old), os.fsencode(new), flag) == 0:
        return True
    number = ctypes.get_errno()
    if number in _UNSUPPORTED:
        return False
    raise OSError(number, os.strerror(number), str(new))


@cache
def _system_call() -> Callable[[bytes, bytes, int], int] | None:
    if sys.platform not in ("linux", "darwin"):
        return None
    try:
        library = ctypes.CDLL(None, use_errno=True)
        call = library.renamex_np if sys.platform == "darwin" else library.renameat2
    except (OSError, AttributeError):  # an older or another C library
        return None
    if sys.platform == "darwin":
        return lambda old, new, flag: int(call(old, new, flag))
    return lambda old, new, flag: int(call(_AT_FDCWD, old, _AT_FDCWD, new, flag))


_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_NONBLOCK", 0)
)


@dataclass(frozen=True, slots=True)
class Change:
    """A person's file: the bytes that were read (None: there was no file), and the new ones."""

    file: Path
    before: bytes | None
    after: bytes


@dataclass(frozen=True, slots=True)
class _Replacing:
    """A file to be replaced. `objection` says why the file of these bytes must stay, or is None.

    `most` is the number of bytes after which it need not read on.
    """

    path: Path
    content: bytes
    objection: Callable[[bytes | None], OutputError | None]
    most: int

    def objection_to(self, file: Path) -> OutputError | None:
        """Return why the file must stay; None where it may go or has the content already."""
        found = _content(file, self.most)
        return None if found == self.content else self.objection(found)

    def check(self, file: Path) -> None:
        """Raise it."""
        if objection := self.objection_to(file):
            raise objection


def read_before(path: Path) -> bytes | None:
    """Return the file's bytes for a later Change, None where there is no file of this name.

    Raises InputError where it cannot be read.
    """
    return read_bytes(path) if os.path.lexists(path) else None


def replace_files(changes: Iterable[Change]) -> None:
    """Write the files, unless somebody has changed one since it was read: then write none.

    Raises OutputError. Where one changes while another is being written, it stays as it is.
    """
    wanted = [_of_change(change) for change in changes]
    for each in wanted:
        with in_words(each.path):
            each.check(each.path)
    for each in wanted:
        _replace(each)


def replace_output(path: Path, content: bytes, is_ours: Callable[[bytes], bool], kind: str) -> None:
    """Write a file that may only replace one of ours, or an empty one.

    `kind` says what we write there, as in "a preview". Raises OutputError where another file has
    the name, and leaves that as it is.
    """

    def objection(found: bytes | None) -> OutputError | None:
        if not found or is_ours(found):
            return None
        message = f"{path} is not {kind} that ankiflask wrote, so it was not replaced."
        return OutputError(message, "Move it, or name another file with -o.")

    _replace(_Replacing(path, content, objection, MAX_PACKAGE))


def _of_change(change: Change) -> _Replacing:
    def objection(found: bytes | None) -> OutputError | None:
        if found == change.before:
            return None
        what = "saved" if found is not None else "removed"
        what = what if change.before is not None else "created"
        message = f"{change.file} was {what} while this ran, so it was not written."
        return OutputError(message, "Run this again.")

    most = max(len(change.before or b""), len(change.after))
    return _Replacing(change.file, change.after, objection, most)


def _replace(wanted: _Replacing) -> None:
    path = wanted.path
    with in_words(path):
        mode = prepare(path)
        found = _content(path, wanted.most)
        if found == wanted.content:
            return
        if objection := wanted.objection(found):
            raise objection
        with whole_part(path, wanted.content, mode) as part:
            if found is None:
                _put_first(wanted, part)
            else:
                _put_instead(wanted, part, found)


def _put_first(wanted: _Replacing, part: Path) -> None:
    """Write a file that was not there yet."""
    try:
        rename_to_free(part, wanted.path)
    except FileExistsError:
        wanted.check(wanted.path)
        _put_instead(wanted, part, _content(wanted.path, wanted.most) or b"")


def _put_instead(wanted: _Replacing, part: Path, found: bytes) -> None:
    aside = name_aside(part.parent, found, wanted.content)
    part.replace(aside)
    try:
        wanted.check(wanted.path)
        is_exchanged = exchange(aside, wanted.path)
    except BaseException:
        remove_aside(aside)
        raise
    if is_exchanged:
        _compare_again(wanted, aside)
    else:
        _put_and_keep(wanted, aside, name_aside(part.parent, found, wanted.content))


def _compare_again(wanted: _Replacing, aside: Path) -> None:
    """Remove the old file, which is `aside` now, or put it back if it is not what was expected."""
    try:
        with in_words(wanted.path):
            objection = wanted.objection_to(aside)
    except OutputError as error:
        objection = error
    if objection is None:
        remove_aside(aside)
        return
    exchange(aside, wanted.path)
    if _content(aside, len(wanted.content)) == wanted.content:
        remove_aside(aside)
        raise objection
    exchange(aside, wanted.path)  # it was saved once more, between the two exchanges
    raise _kept(wanted.path, aside)


def _put_and_keep(wanted: _Replacing, new: Path, link: Path) -> None:
    """Replace the file where two cannot be exchanged; a second name shows what it was until then."""
    with contextlib.suppress(OSError):  # a disk without hard links: comparing before has to do
        os.link(wanted.path, link)
    try:
        wanted.check(wanted.path)
        if os.path.lexists(link) and not link.samefile(wanted.path):
            message = f"{wanted.path} was saved while this ran."
            raise OutputError(message, "Run this again.")  # noqa: TRY301 - all of it is undone
        new.replace(wanted.path)
    except BaseException:
        remove_aside(new)
        remove_aside(link)
        raise
    if os.path.lexists(link) and wanted.objection_to(link):
        raise _kept(wanted.path, link)
    remove_aside(link)


def _kept(path: Path, aside: Path) -> OutputError:
    """Give the version that somebody saved in that moment a name that a person finds."""
    for number in count(1):
        kept = path.with_name(f"{path.name}.kept-{number}")
        if not os.path.lexists(kept):
            aside.replace(kept)
            break
    message = f"{path} was saved in the moment when it was written."
    return OutputError(message, f"That version is kept in {kept}: compare the two.")


def _content(path: Path, most: int) -> bytes | None:
    """Return at most one byte more than `most`, None where there is no file.

    Raises OutputError where it is no regular file; never waits for a FIFO.
    """
    try:
        handle = os.open(path, _FLAGS)
    except FileNotFoundError:
        return None
    with os.fdopen(handle, "rb") as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise no_file(path)
        return file.read(most + 1)

"""What can go wrong, as exceptions. Each says at which byte, where that applies."""

from __future__ import annotations


class Error(Exception):
    """Whatever the library refuses or fails at. ``byte``: the place in the input, 0 if none applies."""

    def __init__(self, message: str, byte: int = 0) -> None:
        super().__init__(message)
        self.byte = byte


class InputError(Error, ValueError):
    """The bytes are no report: not text, broken JSON, no words in it, over a limit."""


class ReadWriteError(Error):
    """A file cannot be read or written."""


class ModelError(Error):
    """The model file is not one, is damaged, or of another version."""


class LedgerError(Error):
    """Not a ledger, damaged, or written by a newer version."""


class BusyError(LedgerError):
    """Another process writes to the ledger."""


class UseError(Error, ValueError):
    """A question that makes no sense: no such event, claim, view."""


_BY_STATUS: dict[int, type[Error]] = {
    2: InputError,
    3: InputError,
    4: ReadWriteError,
    5: ModelError,
    6: LedgerError,
    7: BusyError,
    8: UseError,
    9: UseError,
}


def of_status(status: int, message: str, byte: int) -> Error:
    """The exception of a status of ``include/sayso/types.h``."""
    return _BY_STATUS.get(status, Error)(message, byte)

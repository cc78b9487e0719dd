"""sayso reads news reports and keeps a ledger of who said what, on whose say-so.

>>> import sayso
>>> report = sayso.Reader().read("Police said on Tuesday that at least 30 people were hurt.", published="2031-03-04")
>>> report.figures[0].low, report.figures[0].measure, report[report.figures[0].span]
(30, 'injured', 'at least 30')
"""

from ._sayso import version as __version__
from .errors import BusyError, Error, InputError, LedgerError, ModelError, ReadWriteError, UseError
from .ledger import ArrowTable, Brief, Ledger, Tally
from .reader import Readable, Reader
from .report import Actor, Claim, Figure, Refusal, Report, Span, Time

__all__ = [
    *("Actor", "ArrowTable", "Brief", "BusyError", "Claim", "Error", "Figure", "InputError", "Ledger", "LedgerError", "ModelError"),
    *("ReadWriteError", "Readable", "Reader", "Refusal", "Report", "Span", "Tally", "Time", "UseError", "__version__"),
]

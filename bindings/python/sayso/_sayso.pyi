from typing import Callable, Literal, overload

version: str

def set_error(make: Callable[[int, str, int], Exception]) -> None: ...

class Reader:
    def __init__(self, model: str | None = None) -> None: ...
    @overload
    def read(
        self,
        data: bytes,
        id: str | None,
        published: str | None,
        publisher: str | None,
        url: str | None,
        tokens: bool,
        sketches: Literal[False],
        /,
    ) -> str: ...
    @overload
    def read(
        self,
        data: bytes,
        id: str | None,
        published: str | None,
        publisher: str | None,
        url: str | None,
        tokens: bool,
        sketches: Literal[True],
        /,
    ) -> tuple[str, bytes, bytes]: ...
    def close(self) -> None: ...

class Ledger:
    def __init__(self, path: str, create: bool, now: int) -> None: ...
    def ask(
        self,
        how: str,
        what: str | None,
        form: int,
        event: str | None,
        all: bool,
        by: str | None,
        about: str | None,
        act: str | None,
        since: str | None,
        until: str | None,
        as_of: str | None,
        /,
    ) -> str: ...
    def read(
        self,
        reader: Reader,
        paths: list[str],
        data: bytes | None,
        published: str | None,
        publisher: str | None,
        url: str | None,
        threads: int,
        /,
    ) -> tuple[tuple[int, int, int, int, int, int, int, int], str]: ...
    def close(self) -> None: ...

def arrow_stream(columns: list[tuple[str, str, list[object]]], n_rows: int, /) -> object: ...
def judge(first: bytes, second: bytes, /) -> tuple[int, float]: ...
def keys(sketch: bytes, runs: bool, /) -> bytes: ...
def events(
    sketches: list[bytes], groups: bytes, /
) -> list[tuple[str, str | None, str | None, str | None, str | None, str | None, list[int]]]: ...

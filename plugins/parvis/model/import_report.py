"""What importing a file came to."""

from __future__ import annotations

import msgspec

from parvis.errors import Mistake


class ImportReport(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome of one import."""

    file: str
    kind: str
    new: int = 0
    edited: int = 0  #: the words have changed; the earlier ones' hash is kept
    updated: int = 0  #: something else has changed
    unchanged: int = 0
    repeated: int = 0  #: rows that say what another row of the file says
    absent: int = 0  #: reviews of the archive that the file does not have: they stay
    suppressed: int = 0  #: rows that were forgotten and are left out
    mistakes: tuple[Mistake, ...] = ()  #: rows that were left out, and why; of very many the first ones
    left_out: int = 0  #: how many rows these are
    warnings: tuple[str, ...] = ()
    written: tuple[str, ...] = ()  #: files of the archive whose bytes have changed, relative to the hub's folder

    @property
    def kept(self) -> int:
        """Rows that the archive has now, whether it had them before or not."""
        return self.new + self.edited + self.updated + self.unchanged

    @property
    def exit_code(self) -> int:
        """0 when any row was kept, else 65 (EX_DATAERR)."""
        return 0 if self.kept else 65

"""What the receivers share lies in Pelican's settings dictionary, under keys of our own.

Signals outlive a build, and a second build in the same process must find nothing of the first. The names begin with no
PARVIS_: those are the hub's, and unknown ones are mistakes.
"""

from __future__ import annotations

from typing import Final

#: The build that is at work, a `build.run.Run`.
RUN: Final = "_parvis_run"
#: What was asked of it, a `build.run.Order`; not there under plain `pelican`.
ORDER: Final = "_parvis_order"

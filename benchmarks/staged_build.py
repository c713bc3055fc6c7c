"""Runs the command line and keeps a diary of which stage is at work.

Started by `stages.py`, not by people: `python staged_build.py DIARY ARGUMENT...` runs
`daybook ARGUMENT...`. A second thread looks 200 times a second at what the first one is doing:
the stage is that of the innermost function of the project, whatever library it has called since.
Nothing is wrapped or replaced, so what runs is what runs without being watched.
"""

from __future__ import annotations

import importlib
import json
import sys
import threading
import time
from pathlib import Path
from types import FrameType

STAGES = ("market", "charts", "story", "pages", "publish")
ELSEWHERE = "command line"
LOOK_EVERY_S = 0.005


class Diary:
    """Looks at a thread until told to stop, and notes each change of stage.

    `turns` are pairs of a stage and the time until which it was at work, on the clock of
    `time.monotonic`, which on Linux all processes share.
    """

    def __init__(self, thread: int) -> None:
        self.turns: list[tuple[str, float]] = []
        self._watched = thread
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def start(self) -> None:
        """Begin to look."""
        self.turns.append((ELSEWHERE, time.monotonic()))
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(LOOK_EVERY_S):
            stage = stage_of(sys._current_frames().get(self._watched))
            # A library may keep this thread from looking for a while; when it can look again, the
            # time since the last look is that of the stage which kept it.
            if self.turns[-1][0] == stage:
                self.turns.pop()
            self.turns.append((stage, time.monotonic()))


def stage_of(frame: FrameType | None) -> str:
    """The stage of the innermost function that belongs to one."""
    while frame is not None:
        project, _, rest = frame.f_globals.get("__name__", "").partition(".")
        stage = rest.partition(".")[0]
        if project == "builder" and stage in STAGES:
            return stage
        frame = frame.f_back
    return ELSEWHERE


def main(diary_file: Path, arguments: list[str]) -> None:
    """Run the command line and write the diary, even if it ends in an error."""
    diary = Diary(threading.get_ident())
    diary.start()
    try:
        importlib.import_module("builder.__main__").main(arguments, prog_name="daybook")
    finally:
        diary.stop()
        diary_file.write_text(json.dumps(diary.turns), encoding="utf-8")


if __name__ == "__main__":
    # As a script, Python looks for modules beside this file and not in the folder it runs in.
    sys.path.insert(0, str(Path.cwd()))
    main(Path(sys.argv[1]), sys.argv[2:])

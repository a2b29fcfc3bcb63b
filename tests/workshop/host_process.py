"""A host as a process, so that it can be killed: `python -m tests.workshop.host_process FILE PORT`.

Each line that it is given is a stage to go to; on the way to `predict` it ends the conversation. It says
`ready` once it listens, and the stage that it has come to after each line.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from simulator.compiler.compile import compile_text
from simulator.core import room_events as events
from simulator.core.room_stages import Stage
from simulator.workshop.hosting import Hosted, Reach
from simulator.workshop.opening import kept


async def _main(path: Path, port: int) -> None:
    opening = kept(path)
    scenario = compile_text(opening.text).scenario
    assert scenario is not None
    hosted = Hosted(scenario, opening, path, Reach(port=port))
    hosted.start()
    hosted.value()
    loop = asyncio.get_running_loop()
    print("ready", flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        stage = Stage(line.strip())
        while stage is Stage.PREDICT and not hosted.session.room.conversation.is_over:
            await _move(hosted, Stage.SCENE)
            room = hosted.session.room
            await hosted.session.send(events.Decided(room.turn, room.offered[0].id))
        await _move(hosted, stage)
        print(hosted.session.room.stage.value, flush=True)
    await hosted.stop()


async def _move(hosted: Hosted, stage: Stage) -> None:
    room = hosted.session.room
    await hosted.session.send(events.Moved(room.turn, room.stage, stage))


if __name__ == "__main__":
    asyncio.run(_main(Path(sys.argv[1]), int(sys.argv[2])))

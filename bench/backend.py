"""The claims sandbox in a process of its own, so that its CPU is not counted as the bot's.

python -m bench.backend --port 4100 --folder build/bench/backend
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path

from aiohttp import web

from bot.backend.sandbox import create_sandbox

CLIENT_ID, CLIENT_SECRET = "bench", "bench-secret"


def main() -> None:
    """Serve until ended."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    app = create_sandbox(
        options.folder / "backend.db",
        clock=lambda: datetime.now(UTC),
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
    )
    app.router.add_get("/readyz", _ready)
    web.run_app(app, host="127.0.0.1", port=options.port, print=None, access_log=None)


async def _ready(_: web.Request) -> web.Response:
    return web.Response()


if __name__ == "__main__":
    main()

"""The preview: a site in the browser while it is edited."""

import asyncio
import contextlib
import gc
import socket
import time
import webbrowser
from contextlib import aclosing
from pathlib import Path
from secrets import token_urlsafe

import uvicorn
from msgspec import structs

from generator.compose import Request
from generator.errors import BuildFailed, fault
from generator.live import Live
from generator.serve.answers import application
from generator.serve.guard import ANYWHERE, guard_for
from generator.serve.preview import Preview
from generator.serve.terminal import Terminal
from generator.serve.watch import Watch

__all__ = ["serve"]


def serve(request: Request, host: str, port: int, *, browse: bool = False) -> None:
    """Show a site until interrupted; raise BuildFailed where it cannot be shown at all."""
    root = Path(request.root)
    if not (root / "content").is_dir():
        hint = "run `wenzhai new site` here, or name the folder that holds content/"
        raise BuildFailed([fault(str(root / "content"), "there is no content folder", hint)])
    terminal = Terminal()
    with _bound(host, port) as listener:
        port = listener.getsockname()[1]
        name = socket.gethostname() if host in ANYWHERE else host
        guard = guard_for(host, name, port, token_urlsafe(16))
        address = f"http://[{name}]:{port}/" if ":" in name else f"http://{name}:{port}/"
        live = Live(structs.replace(request, base_url=request.base_url or address))
        began = time.perf_counter()
        live.refresh()
        gc.freeze()  # what is here now stays: later collections need not look through it
        gc.enable()  # put off by the door
        preview = Preview(live, root, terminal.page)
        articles = len(live.shown.site.articles) if live.shown else 0
        asked = f"{address}?token={guard.token}" if guard.shut else address
        terminal.begin(request.root, asked, articles, preview.turn(time.perf_counter() - began))
        if guard.shut:
            terminal.tell("other machines can reach this; whoever has the address sees the drafts too")
        if browse:
            webbrowser.open(asked)
        config = uvicorn.Config(
            application(preview, guard),
            log_level="critical",
            access_log=False,
            server_header=False,
            lifespan="off",
            ws="none",
            timeout_graceful_shutdown=1,
        )
        try:
            with contextlib.suppress(KeyboardInterrupt):
                asyncio.run(
                    _run(_Server(config, preview), listener, preview, Watch(root, terminal.tell), terminal)
                )
        finally:
            preview.close()


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams first: they would be waited for."""
        await self._preview.end()
        await super().shutdown(sockets)


async def _run(
    server: _Server, listener: socket.socket, preview: Preview, watch: Watch, terminal: Terminal
) -> None:
    following = asyncio.create_task(_follow(watch, preview, terminal))
    try:
        await server.serve(sockets=[listener])
    finally:
        following.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await following


async def _follow(watch: Watch, preview: Preview, terminal: Terminal) -> None:
    """Take in every save, and say what came of it; nothing ends this but the end of the preview."""
    async with aclosing(watch.saves()) as saves:
        async for hints in saves:
            began = time.perf_counter()
            try:
                if turn := await preview.refresh(hints):
                    terminal.turn(turn)
            except Exception as error:  # noqa: BLE001 - a fault of ours is said, and the preview goes on
                terminal.tell(f"this is a fault of wenzhai itself: {type(error).__name__}: {error}")
                continue
            if not hints:
                watch.look = time.perf_counter() - began


def _bound(host: str, port: int) -> socket.socket:
    """Listen on a host's port; raise BuildFailed where that is not to be had."""
    try:
        family, kind, proto, _, place = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, proto)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen()
    except (OSError, UnicodeError) as error:  # the latter of a name that DNS cannot know
        hint = f"give another port, `--port {port + 1}`, or another host"
        message = f"the preview cannot listen there: {getattr(error, 'strerror', None) or error}"
        raise BuildFailed([fault(f"{host}:{port}", message, hint)]) from error
    return listener

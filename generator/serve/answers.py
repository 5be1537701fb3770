"""Requests become answers: paths of the plan, the preview's own two files, the stream of turns."""

from collections.abc import AsyncIterator, Callable
from fnmatch import fnmatchcase
from http.cookies import CookieError, SimpleCookie
from mimetypes import MimeTypes
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode

import msgspec
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from generator.live import MISSING
from generator.plan.machines import MEDIA_TYPES
from generator.serve.dressed import SCRIPT, dressed
from generator.serve.dressed import STYLE as OWN_STYLE
from generator.serve.guard import HEADERS, Guard, Refusal
from generator.serve.preview import Preview, print_of

EVENTS = "/.wenzhai/events"
_BEAT = 15.0
"""Seconds after which a quiet stream says that it lives."""
_MOST_STREAMS = 200
_EMPTY = b"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>wenzhai</title>
</head>
<body>
<p>There is nothing to show yet: the list of faults says what to mend.</p>
</body>
</html>
"""
_GUESS = MimeTypes(filenames=()).guess_type


def application(preview: Preview, guard: Guard) -> ASGIApp:
    """Make the application of a preview (ASGI 3)."""
    answers = _Answers(preview, guard)
    routes = [
        Route(SCRIPT, _own_file("preview.js", "text/javascript")),
        Route(OWN_STYLE, _own_file("preview.css", "text/css")),
        Route(EVENTS, answers.events),
        Route("/{path:path}", answers.page),
    ]
    app = Starlette(routes=routes)
    app.router.redirect_slashes = False
    return _Guarded(app, guard)


class _Answers:
    def __init__(self, preview: Preview, guard: Guard) -> None:
        self._preview, self._guard = preview, guard
        self._streams = 0

    async def page(self, request: Request) -> Response:
        """Answer with what is planned at a path; never with a file."""
        path = request.scope["path"].removeprefix("/")
        if self._preview.knows(f"{path}/index.html"):
            return RedirectResponse(f"/{quote(path)}/", 307)
        if not path or path.endswith("/"):
            path = f"{path}index.html"
        sight = await self._preview.sight(path)
        if not sight.path.endswith(".html"):
            refused = Response("this cannot be rendered: a page of the preview lists the faults", 503)
            answer = Response(sight.data, media_type=media_type(sight.path))
            return refused if sight.data is None else answer
        status = 503 if sight.data is None else 404 if sight.path == MISSING else 200
        values = {
            "page": sight.path if sight.path != MISSING else path,
            "print": print_of(sight.data),
            "parts": msgspec.json.encode(await self._preview.parts(sight)).decode(),
            "token": self._guard.token,
        }
        page, policy = dressed(sight.data or _EMPTY, values)
        return Response(page, status, {"Content-Security-Policy": policy}, "text/html; charset=utf-8")

    async def events(self, request: Request) -> Response:
        """Open the stream of turns (HTML, 9.2: server-sent events) for one page."""
        if not self._guard.knows(request.query_params.get("token", "")):
            return PlainTextResponse("the stream is for the preview's own pages", 403)
        if self._streams >= _MOST_STREAMS:
            return PlainTextResponse("there are too many tabs", 503)
        if request.method == "HEAD":
            return Response(media_type="text/event-stream")
        page = request.query_params.get("page", "")
        return StreamingResponse(self._stream(page), media_type="text/event-stream")

    async def _stream(self, page: str) -> AsyncIterator[str]:
        self._streams += 1
        try:
            yield "retry: 500\n\n"
            while not self._preview.ended:
                state = await self._preview.state(page)
                yield f"event: state\ndata: {msgspec.json.encode(state).decode()}\n\n"
                while not await self._preview.news(state.turn, _BEAT):
                    yield "event: beat\ndata: \n\n"
        finally:
            self._streams -= 1


class _Guarded:
    """Lets through what the guard lets through, and puts its headers on every answer."""

    def __init__(self, app: ASGIApp, guard: Guard) -> None:
        self._app, self._guard = app, guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._guard.refusal(scope["method"], headers) or self._stranger(scope, headers)

        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                more = [(name.lower().encode(), value.encode()) for name, value in HEADERS]
                message = {**message, "headers": [*message.get("headers", ()), *more]}
            await send(message)

        answer = _refused(refusal) if isinstance(refusal, tuple) else refusal
        await (answer or self._app)(scope, receive, sent)

    def _stranger(self, scope: Scope, headers: dict[str, str]) -> Refusal | Response | None:
        """Ask for the token where other machines can ask: in the address once, then in a cookie."""
        if not self._guard.shut:
            return None
        cookie = f"wenzhai-{self._guard.port}"
        if self._guard.knows(_cookie(headers.get("cookie", ""), cookie)):
            return None
        query = parse_qs(scope["query_string"].decode("latin-1"))
        if not self._guard.knows(query.pop("token", [""])[0]):
            return 403, "open the address that `wenzhai serve` printed, with its token"
        if scope["path"].startswith("/.wenzhai/"):
            return None
        rest = f"?{urlencode(query, doseq=True)}" if query else ""
        answer = RedirectResponse(f"/{quote(scope['path'].lstrip('/'))}{rest}", 303)
        answer.set_cookie(cookie, self._guard.token, httponly=True, samesite="lax")
        return answer


def media_type(path: str) -> str:
    """Give the media type of an output by its path."""
    ours = next((media for pattern, media in MEDIA_TYPES if fnmatchcase(f"/{path}", pattern)), None)
    media = ours or _GUESS(path)[0] or ("text/plain" if path.startswith("_") else "application/octet-stream")
    return f"{media}; charset=utf-8" if media.startswith("text/") and "charset" not in media else media


def _refused(refusal: Refusal) -> Response:
    status, reason = refusal
    return PlainTextResponse(reason, status)


def _own_file(name: str, media: str) -> Callable[[Request], Response]:
    data = Path(__file__).with_name(name).read_bytes()
    return lambda _: Response(data, media_type=media)


def _cookie(header: str, name: str) -> str:
    try:
        found = SimpleCookie(header).get(name)
    except CookieError:
        return ""
    return found.value if found else ""

"""A client of a language server: it sends requests and notifications, and waits for what the server answers."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import Any

from tests.support.project import with_extensions

Message = dict[str, Any]


class Client:
    """A connection to an esbonio server with the extension, on its standard input and output."""

    def __init__(self, root: Path, *arguments: str) -> None:
        command = [sys.executable, "-m", "esbonio", "server", *arguments]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=root,
            env=with_extensions(PYTHONWARNINGS="ignore"),
        )
        # Whatever the server does, a test ends.
        self.limit = Timer(60, self.process.kill)
        self.limit.start()
        self.number = 0
        folder = {"uri": root.as_uri(), "name": "register"}
        self.request(
            "initialize",
            {"processId": None, "rootUri": root.as_uri(), "workspaceFolders": [folder], "capabilities": {}},
        )
        self.notify("initialized", {})

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: type[BaseException] | BaseException | TracebackType | None) -> None:
        self.limit.cancel()
        self.process.kill()
        self.process.communicate()

    def request(self, method: str, params: Message) -> Any:
        """Send a request, and return its result."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        answer = self.wait(lambda message: message.get("id") == self.number and "method" not in message)
        assert "error" not in answer, answer
        return answer["result"]

    def notify(self, method: str, params: Message) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def wait(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted; answer requests of the server without a result."""
        while True:
            message = self._receive()
            if wanted(message):
                return message
            if "method" in message and "id" in message:
                self._send({"id": message["id"], "result": None})

    def _send(self, message: Message) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self.process.stdin.flush()

    def _receive(self) -> Message:
        assert self.process.stdout is not None
        length = 0
        while line := self.process.stdout.readline().strip():
            if line.lower().startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if not length:
            raise EOFError("the server has ended")
        message: Message = json.loads(self.process.stdout.read(length))
        return message

"""`roleplay serve`: rooms for organisers elsewhere."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.commands.options import folders
from simulator.world import FINDING, USAGE, Failure

if TYPE_CHECKING:
    from collections.abc import Callable

    from simulator.workshop.house import House
    from simulator.workshop.server import Listener
    from simulator.workshop.stores import Store
    from simulator.world import World

TOKEN_FILE = "organiser-token"


@click.command("serve")
@folders
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address of this machine to listen on.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="The port to listen on.")
@click.option(
    "--public-url",
    metavar="URL",
    help="Where people reach it, such as https://talk.example.org: shown, and believed of requests.",
)
@click.option(
    "--trusted-proxy",
    multiple=True,
    metavar="ADDRESS",
    help="A proxy whose X-Forwarded-For is believed; an address or a network. May be given more than once.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The organisers' token. One is made where there is no such file.",
)
@click.option(
    "--redis",
    metavar="URL",
    envvar="ROLEPLAY_REDIS",
    help="Share rooms with other servers through this Redis; else they are kept in files here.",
)
@click.pass_obj
def command(
    world: World,
    scenarios: tuple[Path, ...],
    data: Path | None,
    host: str,
    port: int | None,
    public_url: str | None,
    trusted_proxy: tuple[str, ...],
    token_file: Path | None,
    redis: str | None,
) -> None:
    """Hold rooms for group sessions that are led from elsewhere.

    `roleplay host SCENARIO --via URL` opens one, with the organisers' token. What comes here is plain HTTP:
    beyond this machine put a proxy before it that ends TLS.
    """
    import asyncio

    from simulator.workshop.house import House
    from simulator.workshop.log import LogError
    from simulator.workshop.server import Listener, NoPortError, listening

    world.named(data, scenarios)
    address = None if public_url is None else _public(public_url)
    proxies = [_network(proxy) for proxy in trusted_proxy]
    file = token_file or world.data / TOKEN_FILE
    token = _token(file)
    world.log_in_file()
    try:
        store = _store(world, redis)
        with listening(host, port) as sock:
            number = sock.getsockname()[1]
            own = frozenset(f"{name}:{number}" for name in (host, "localhost", "127.0.0.1"))
            house = House(store, token, address or f"http://{host}:{number}", own)
            listener = Listener(house.app(), sock, proxies)
            told = (
                f"Rooms are held at {house.address}",
                f"The organisers' token is in {file}",
                f"`roleplay host SCENARIO --via {house.address} --token-file FILE` opens one. Ctrl-C ends.",
            )
            asyncio.run(_serve(house, listener, lambda: world.lines().tell("\n".join(told))))
    except (LogError, NoPortError) as error:
        raise Failure(str(error), FINDING) from error


async def _serve(house: House, listener: Listener, tell: Callable[[], None]) -> None:
    """Serve until a signal asks to end."""
    import asyncio

    from simulator.signals import on_signals
    from simulator.tui.memory import settle_memory

    over = asyncio.Event()
    on_signals(lambda number: over.set(), "SIGINT", "SIGTERM", "SIGHUP")
    await house.start()
    listener.start()
    settle_memory()
    tell()
    try:
        await over.wait()
    finally:
        await house.stop()
        await listener.stop()


def _public(url: str) -> str:
    """Where people reach it.

    Raises:
        Failure: it is no such address.
    """
    from urllib.parse import urlsplit

    wanted = "--public-url: a scheme and a name are wanted, such as https://talk.example.org"
    try:
        parts = urlsplit(url)
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise Failure(wanted, USAGE) from error
    name = parts.hostname or ""
    is_whole = parts.scheme in {"http", "https"} and re.fullmatch(r"[a-z0-9.-]+", name)
    if not is_whole or parts.path.strip("/") or parts.query or parts.username:
        raise Failure(wanted, USAGE)
    return f"{parts.scheme}://{name}{port}"


def _network(proxy: str) -> str:
    """An address or a network, as those who believe it read it.

    Raises:
        Failure: it is none.
    """
    from ipaddress import ip_network

    try:
        return str(ip_network(proxy, strict=False))
    except ValueError as error:
        raise Failure(
            f"--trusted-proxy: `{proxy}` is no address, such as 10.0.0.5 or 10.0.0.0/24", USAGE
        ) from error


def _token(file: Path) -> str:
    """The organisers' token, made where there is none."""
    from simulator.workshop.door import new_key
    from simulator.workshop.keys import write_secret

    try:
        if file.exists():
            token = file.read_text(encoding="utf-8").strip()
        else:
            token = new_key()
            write_secret(file, token + "\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Failure(f"{file}: {error}", FINDING) from error
    if len(token) < 20:
        raise Failure(f"{file}: a token of at least 20 characters is wanted", FINDING)
    return token


def _store(world: World, redis: str | None) -> Store:
    """Where rooms are kept."""
    if redis is None:
        from simulator.workshop.stores import FileStore

        return FileStore(world.data / "rooms")
    try:
        from simulator.workshop.redis_store import RedisStore
    except ImportError as error:
        raise Failure(
            "--redis needs the extra `redis`: pip install 'roleplay-simulator[redis]'", USAGE
        ) from error
    return RedisStore(redis)

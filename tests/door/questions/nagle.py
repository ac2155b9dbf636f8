import asyncio
import socket
import time


async def answer(reader, writer):
    for part in (b"a", b"b", b"c"):  # a socket that was made by hand collects small parts
        writer.write(part)
        await asyncio.sleep(0)
    await asyncio.wait_for(reader.read(1), 30)
    writer.close()


async def main():
    listener = socket.create_server(("127.0.0.1", 0))
    server = await asyncio.start_server(answer, sock=listener)
    start = time.monotonic()
    reader, writer = await asyncio.open_connection(*listener.getsockname())
    print(await reader.readexactly(3))
    writer.write(b"x")
    print(await reader.read(), time.monotonic() - start < 20)
    writer.close()
    server.close()


asyncio.run(main())

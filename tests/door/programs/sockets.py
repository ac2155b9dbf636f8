import asyncio


async def handle(reader, writer):
    data = await reader.readline()
    await asyncio.sleep(1)
    writer.write(data.upper())
    await writer.drain()
    writer.close()
    await writer.wait_closed()


async def client(n):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(b"hello %d\n" % n)
    await writer.drain()
    print((await reader.read()).decode().strip())
    writer.close()


async def silent():
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await reader.read()


async def main():
    global port
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await asyncio.gather(*(client(n) for n in range(3)))
        try:
            await asyncio.wait_for(silent(), 5)
        except TimeoutError:
            print("silent")


asyncio.run(main())

import asyncio

async def handle(reader, writer):
    while data := await reader.readline():
        message = data.decode().strip()
        print("server got", message)
        writer.write(message[::-1].encode() + b"\n")
        await writer.drain()
    writer.close()
    await writer.wait_closed()

async def client(port, words):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for w in words:
        writer.write(w.encode() + b"\n")
        await writer.drain()
        print("client got", (await reader.readline()).decode().strip())
        await asyncio.sleep(0.1)
    writer.close()
    await writer.wait_closed()

async def main():
    server = await asyncio.start_server(handle, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    async with server:
        await client(port, ["hello", "world"])
    print("bye")

asyncio.run(main())

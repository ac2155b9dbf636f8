import asyncio

class Echo(asyncio.Protocol):
    def connection_made(self, transport):
        self.transport = transport
    def data_received(self, data):
        print("server", data)
        self.transport.write(data.upper())
        self.transport.close()

class Client(asyncio.Protocol):
    def __init__(self, done): self.done = done
    def connection_made(self, transport):
        transport.write(b"hello")
    def data_received(self, data):
        print("client", data)
    def connection_lost(self, exc):
        self.done.set_result(exc)

async def main():
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Echo, "127.0.0.1", 0)
    done = loop.create_future()
    await loop.create_connection(lambda: Client(done), *server.sockets[0].getsockname())
    print(await done)
    server.close()

asyncio.run(main())

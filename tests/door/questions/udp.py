import asyncio

class Server(asyncio.DatagramProtocol):
    def connection_made(self, transport): self.transport = transport
    def datagram_received(self, data, addr):
        self.transport.sendto(data[::-1], addr)

class Client(asyncio.DatagramProtocol):
    def __init__(self, fut): self.fut = fut
    def connection_made(self, transport): transport.sendto(b"abc")
    def datagram_received(self, data, addr): self.fut.set_result(data)

async def main():
    loop = asyncio.get_running_loop()
    st, _ = await loop.create_datagram_endpoint(Server, local_addr=("127.0.0.1", 0))
    fut = loop.create_future()
    ct, _ = await loop.create_datagram_endpoint(
        lambda: Client(fut), remote_addr=st.get_extra_info("sockname"))
    print(await asyncio.wait_for(fut, 5))
    ct.close(); st.close()

asyncio.run(main())

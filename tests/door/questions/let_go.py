import asyncio


class Noisy:
    def __init__(self, n):
        self.n = n

    def __del__(self):
        print("deleted", self.n)


async def main():
    lock = asyncio.Lock()
    a = Noisy("a")
    await asyncio.sleep(0)
    del a
    print("after a")
    b = Noisy("b")
    async with lock:
        pass
    b = None
    print("after b")


def sync():
    c = Noisy("c")
    async def inner():
        q = asyncio.Queue(1)
        await q.put(1)
    asyncio.run(inner())
    c = None
    print("after c")


asyncio.run(main())
sync()

import asyncio
from contextlib import asynccontextmanager, AsyncExitStack

class Conn:
    def __init__(self, name): self.name = name
    async def __aenter__(self):
        await asyncio.sleep(0.2)
        print("open", self.name)
        return self
    async def __aexit__(self, t, v, tb):
        await asyncio.sleep(0.1)
        print("close", self.name, t.__name__ if t else None)
        return t is KeyError

@asynccontextmanager
async def timer(label):
    loop = asyncio.get_running_loop()
    t = loop.time()
    try:
        yield
    finally:
        print(label, round(loop.time() - t, 3) >= 0.3)

async def main():
    async with Conn("a") as c:
        raise KeyError("x")
    async with timer("took"):
        async with AsyncExitStack() as stack:
            for n in "bc":
                await stack.enter_async_context(Conn(n))
            stack.push_async_callback(asyncio.sleep, 0.05)

asyncio.run(main())

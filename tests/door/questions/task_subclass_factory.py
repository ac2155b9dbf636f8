import asyncio

class Loud(asyncio.Task):
    def __init__(self, coro, **kw):
        super().__init__(coro, **kw)
        print("made", coro.__name__)

def factory(loop, coro, **kw):
    return Loud(coro, loop=loop, **kw)

async def f(n):
    await asyncio.sleep(n)
    return n

async def main():
    asyncio.get_running_loop().set_task_factory(factory)
    print(await asyncio.gather(f(0.1), f(0.2)))

asyncio.run(main())

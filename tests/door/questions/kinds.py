import asyncio, inspect

async def f():
    return 1

async def main():
    c = f()
    print(asyncio.iscoroutine(c), inspect.isawaitable(c), asyncio.iscoroutinefunction(f))
    t = asyncio.ensure_future(c)
    print(isinstance(t, asyncio.Task), isinstance(t, asyncio.Future), asyncio.isfuture(t))
    print(type(t).__name__, type(t).__module__, issubclass(asyncio.Task, asyncio.Future))
    print(asyncio.ensure_future(t) is t)
    print(await t)
    print(t)
    print(repr(asyncio.current_task()).split(" coro")[0])

asyncio.run(main())

import asyncio, sys

async def cached(key, cache={}):
    if key not in cache:
        await asyncio.sleep(0.1)
        cache[key] = key * 2
    return cache[key]

async def main():
    loop = asyncio.get_running_loop()
    if hasattr(asyncio, "eager_task_factory"):
        loop.set_task_factory(asyncio.eager_task_factory)
    print(await asyncio.gather(cached("a"), cached("b"), cached("a")))
    t = asyncio.create_task(cached("a"))
    print(t.done() or sys.version_info < (3, 12))
    print(await t)

asyncio.run(main())

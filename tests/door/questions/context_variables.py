import asyncio, contextvars

request = contextvars.ContextVar("request", default="none")

async def inner():
    await asyncio.sleep(0.1)
    return request.get()

async def handle(n):
    request.set(f"req-{n}")
    await asyncio.sleep(0.1 * n)
    print(await inner())

async def main():
    await asyncio.gather(*(handle(n) for n in range(3)))
    print(request.get())
    ctx = contextvars.copy_context()
    ctx.run(request.set, "ctx")
    t = asyncio.create_task(inner(), context=ctx)
    print(await t)
    asyncio.get_running_loop().call_soon(lambda: print("cb", request.get()), context=ctx)
    await asyncio.sleep(0)

asyncio.run(main())

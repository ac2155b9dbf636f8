import asyncio

async def fail(n, e):
    await asyncio.sleep(n)
    raise e

async def slow():
    try:
        await asyncio.sleep(10)
    except asyncio.CancelledError:
        print("slow cancelled")
        raise ValueError("while cancelling")

async def main():
    try:
        async with asyncio.TaskGroup() as tg:
            tg.create_task(fail(0.1, KeyError("k")))
            tg.create_task(slow())
            t = tg.create_task(asyncio.sleep(0, "fine"))
    except* KeyError as eg:
        print("keys", eg.exceptions)
    except* ValueError as eg:
        print("values", eg.exceptions)
    print(t.result())

asyncio.run(main())

import asyncio

async def worker():
    try:
        while True:
            await asyncio.sleep(1)
            print("tick")
    except asyncio.CancelledError:
        print("cleaning")
        await asyncio.sleep(0.5)
        print("cleaned")
        raise
    finally:
        print("finally")

async def main():
    t = asyncio.create_task(worker(), name="worker")
    await asyncio.sleep(2.5)
    print(t.cancel("stop now"))
    try:
        await t
    except asyncio.CancelledError as e:
        print("main saw", e.args, t.cancelled(), t.get_name())

asyncio.run(main())

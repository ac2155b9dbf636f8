import asyncio, gc

async def boom():
    raise ValueError("lost")

async def main():
    asyncio.create_task(boom())
    await asyncio.sleep(0.1)
    gc.collect()
    print("main done")

asyncio.run(main())

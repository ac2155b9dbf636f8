import asyncio


async def fail():
    raise ValueError("lost")


async def main():
    fail()
    asyncio.create_task(fail())
    await asyncio.sleep(1)
    await asyncio.sleep(1)


asyncio.run(main())

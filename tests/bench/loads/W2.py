import asyncio
import clock


async def spin():
    for i in range(100):
        await asyncio.sleep(0)


async def main():
    await asyncio.gather(*[spin() for i in range(10000)])

clock.run(main())

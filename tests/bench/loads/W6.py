import asyncio
import clock


async def main():
    for i in range(200000):
        async with asyncio.timeout(10):
            await asyncio.sleep(0.001)

clock.run(main())

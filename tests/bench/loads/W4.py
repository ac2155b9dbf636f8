import asyncio
import clock


async def main():
    for i in range(1000000):
        await asyncio.sleep(0.001)

clock.run(main())

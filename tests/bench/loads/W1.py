import asyncio
import clock


async def nap(seconds):
    await asyncio.sleep(seconds)


async def main():
    await asyncio.gather(*[nap(1 + i * 0.001) for i in range(100000)])

clock.run(main())

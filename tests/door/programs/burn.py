import asyncio
import time


async def tick():
    for i in range(3):
        await asyncio.sleep(0.1)
        print("tick", i)


async def burn():
    start, n = time.perf_counter(), 0
    while n < 4_000_000:
        n += 1
    print("burnt", time.perf_counter() - start > 0.04)
    time.sleep(1)
    end = time.monotonic() + 2
    while time.monotonic() < end:
        pass



async def main():
    await asyncio.gather(tick(), burn())


asyncio.run(main())

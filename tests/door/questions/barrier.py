import asyncio

async def runner(barrier, n):
    await asyncio.sleep(n / 10)
    async with barrier as position:
        print("runner", n, "position", position)
    await asyncio.sleep(0.05)

async def main():
    barrier = asyncio.Barrier(3)
    ts = [asyncio.create_task(runner(barrier, n)) for n in (3, 1, 2)]
    await asyncio.gather(*ts)
    waiter = asyncio.create_task(barrier.wait())
    await asyncio.sleep(0)
    await barrier.abort()
    try:
        await waiter
    except asyncio.BrokenBarrierError as e:
        print("broken", barrier.broken)

asyncio.run(main())

import asyncio
import clock

q = asyncio.Queue(maxsize=10)


async def put():
    for i in range(1000000):
        await q.put(i)


async def get():
    for i in range(1000000):
        x = await q.get()


async def main():
    await asyncio.gather(put(), get())

clock.run(main())

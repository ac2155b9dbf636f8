import asyncio

async def main():
    try:
        async with asyncio.timeout(1):
            try:
                async with asyncio.timeout(0.5) as inner:
                    await asyncio.sleep(3)
            except TimeoutError:
                print("inner", inner.expired())
            await asyncio.sleep(3)
    except TimeoutError:
        print("outer")
    try:
        await asyncio.wait_for(asyncio.sleep(5), timeout=0.2)
    except asyncio.TimeoutError:
        print("wait_for")
    async with asyncio.timeout(None) as t:
        t.reschedule(asyncio.get_running_loop().time() + 5)
        await asyncio.sleep(1)
        print("in time")

asyncio.run(main())

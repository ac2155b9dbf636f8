import asyncio


async def fine():
    await asyncio.sleep(1)


async def never():
    try:
        await asyncio.Event().wait()
    finally:
        print("cleaning")


# Stuck
asyncio.run(never())
# After
asyncio.run(fine())

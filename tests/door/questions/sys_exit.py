import asyncio, sys

async def main():
    t = asyncio.create_task(asyncio.sleep(5))
    await asyncio.sleep(0.1)
    print("leaving")
    sys.exit(3)

asyncio.run(main())

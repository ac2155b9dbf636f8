import asyncio

async def forgot():
    print("never")

async def main():
    forgot()
    await asyncio.sleep(0.1)
    print("main done")

asyncio.run(main())

import asyncio


async def child(n):
    print("child", n)
    if n:
        await asyncio.sleep(n)


async def main():
    asyncio.get_running_loop().set_task_factory(asyncio.eager_task_factory)
    await asyncio.gather(asyncio.create_task(child(0)), asyncio.create_task(child(1)))
    print("both")


asyncio.run(main())

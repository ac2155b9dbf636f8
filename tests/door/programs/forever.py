import asyncio


async def tick():
    for i in range(3):
        await asyncio.sleep(1)
        print(i)
    asyncio.get_running_loop().stop()


loop = asyncio.new_event_loop()
loop.create_task(tick())
# Until it is stopped
loop.run_forever()
later = loop.create_task(asyncio.sleep(5))
# Short
loop.run_until_complete(asyncio.sleep(2))
# The rest
loop.run_until_complete(later)
loop.close()

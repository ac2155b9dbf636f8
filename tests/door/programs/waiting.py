# What tasks wait for
#
# One of each.
import asyncio


async def job(n, semaphore):
    async with semaphore:
        await asyncio.sleep(n)
    return n


async def main():
    queue = asyncio.Queue(1)

    async def produce():
        for item in "abc":
            await queue.put(item)

    producer = asyncio.create_task(produce())
    for _ in range(3):
        print(await queue.get())
    await producer
    try:
        async with asyncio.timeout(1):
            await asyncio.sleep(5)
    except TimeoutError:
        print("timeout()")
    #: wait_for gives up, too
    try:
        await asyncio.wait_for(asyncio.sleep(9), 1)
    except asyncio.TimeoutError:
        print("wait_for()")
    tasks = [asyncio.create_task(asyncio.sleep(n)) for n in (1, 2)]
    done, pending = await asyncio.wait(tasks, timeout=1.5)
    print(len(done), len(pending))
    event = asyncio.Event()
    asyncio.get_running_loop().call_later(0.5, event.set)
    await event.wait()
    semaphore = asyncio.Semaphore(2)
    print(await asyncio.gather(*(job(1, semaphore) for _ in range(5))))
    print(await asyncio.shield(asyncio.sleep(0.1, "shielded")))
    for result in asyncio.as_completed([job(n, semaphore) for n in (2, 1)]):
        print(await result)


if __name__ == "__main__":
    # All of them
    asyncio.run(main())

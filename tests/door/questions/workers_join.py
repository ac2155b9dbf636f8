import asyncio

async def worker(name, queue):
    while True:
        t = await queue.get()
        await asyncio.sleep(t)
        queue.task_done()
        print(f"{name} slept {t:.2f}")

async def main():
    queue = asyncio.Queue()
    for t in (0.3, 0.11, 0.2, 0.12, 0.4):
        queue.put_nowait(t)
    tasks = [asyncio.create_task(worker(f"w{i}", queue)) for i in range(3)]
    await queue.join()
    for task in tasks:
        task.cancel()
    res = await asyncio.gather(*tasks, return_exceptions=True)
    print([type(r).__name__ for r in res])

asyncio.run(main())

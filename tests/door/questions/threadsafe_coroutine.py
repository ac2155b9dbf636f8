import asyncio, threading

async def add(a, b):
    await asyncio.sleep(0.2)
    return a + b

def thread(loop, event):
    fut = asyncio.run_coroutine_threadsafe(add(1, 2), loop)
    print("from thread", fut.result())
    loop.call_soon_threadsafe(event.set)

async def main():
    loop = asyncio.get_running_loop()
    event = asyncio.Event()
    t = threading.Thread(target=thread, args=(loop, event))
    t.start()
    await event.wait()
    t.join()
    print("joined")

asyncio.run(main())

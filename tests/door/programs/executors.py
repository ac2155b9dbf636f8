import asyncio
import concurrent.futures
import queue
import threading
import time


def work(n):
    time.sleep(n)
    print("worked", n)
    return n


async def main():
    loop = asyncio.get_running_loop()
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        print(await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in (3, 1, 2))))
    items = queue.Queue()

    def consume():
        while (item := items.get()) is not None:
            time.sleep(1)
            print("got", item)

    thread = threading.Thread(target=consume)
    thread.start()
    for item in range(3):
        items.put(item)
        await asyncio.sleep(0.5)
    items.put(None)
    await asyncio.to_thread(thread.join)


asyncio.run(main())
with concurrent.futures.ThreadPoolExecutor() as pool:
    for future in concurrent.futures.as_completed([pool.submit(work, n) for n in (2, 1)]):
        print("done", future.result())
lock = threading.Lock()


def hold():
    with lock:
        time.sleep(2)


holder = threading.Thread(target=hold)
holder.start()
time.sleep(0.5)
with lock:
    print("mine")
threading.Timer(5, lambda: print("timer")).start()

import asyncio
import queue
import threading
import time

def producer(q):
    for i in range(3):
        time.sleep(0.1)
        q.put(i)
    q.put(None)

async def main():
    q = queue.Queue()
    threading.Thread(target=producer, args=(q,), daemon=True).start()
    while (x := await asyncio.to_thread(q.get)) is not None:
        print("got", x)

asyncio.run(main())

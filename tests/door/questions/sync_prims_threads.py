import asyncio, threading, time

async def main():
    ev = threading.Event()
    threading.Timer(0.5, ev.set).start()
    t0 = time.monotonic()
    print(await asyncio.to_thread(ev.wait, 5), round(time.monotonic() - t0, 1))
    lock = threading.Lock()
    def locked(n):
        with lock:
            time.sleep(0.1)
            return n
    print(await asyncio.gather(*(asyncio.to_thread(locked, n) for n in range(3))))

asyncio.run(main())

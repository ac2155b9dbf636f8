import asyncio
import concurrent.futures
import functools
import time

def blocking(n, *, label="x"):
    time.sleep(n)
    return f"{label}{n}"

async def main():
    loop = asyncio.get_running_loop()
    r = await loop.run_in_executor(None, functools.partial(blocking, 0.2, label="default "))
    print(r)
    with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
        futs = [loop.run_in_executor(pool, blocking, n) for n in (0.3, 0.1, 0.2)]
        for r in await asyncio.gather(*futs):
            print(r)
    done = await asyncio.to_thread(sum, range(10))
    print(done)

asyncio.run(main())

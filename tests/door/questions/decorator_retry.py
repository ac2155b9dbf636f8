import asyncio
import functools

def retry(times):
    def wrap(fn):
        @functools.wraps(fn)
        async def inner(*args, **kwargs):
            for attempt in range(1, times + 1):
                try:
                    return await fn(*args, **kwargs)
                except ConnectionError as e:
                    print(f"attempt {attempt}: {e}")
                    await asyncio.sleep(0.1 * 2 ** attempt)
            raise TimeoutError("gave up")
        return inner
    return wrap

count = 0

@retry(4)
async def flaky(name):
    global count
    count += 1
    await asyncio.sleep(0.05)
    if count < 3:
        raise ConnectionError(f"{name} down")
    return name.upper()

async def main():
    print(await flaky("db"))

asyncio.run(main())

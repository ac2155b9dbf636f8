import asyncio

class Delay:
    def __init__(self, n): self.n = n
    def __await__(self):
        yield from asyncio.sleep(self.n).__await__()
        return self.n

class Lazy:
    def __init__(self, fut): self.fut = fut
    def __await__(self):
        return self.fut.__await__()

async def main():
    print(await Delay(0.5))
    f = asyncio.get_running_loop().create_future()
    asyncio.get_running_loop().call_later(0.3, f.set_result, "lazy")
    print(await Lazy(f))
    print(await asyncio.gather(Delay(0.1), Lazy(f)))

asyncio.run(main())

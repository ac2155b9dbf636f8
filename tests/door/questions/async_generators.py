import asyncio

async def ticker(n, delay):
    try:
        for i in range(n):
            await asyncio.sleep(delay)
            yield i
    finally:
        print("ticker closed")

async def squares(source):
    async for x in source:
        yield x * x

async def main():
    async for v in squares(ticker(3, 0.1)):
        print(v)
    print([x async for x in ticker(3, 0.1) if x % 2 == 0])
    agen = ticker(5, 0.1)
    print(await anext(agen), await agen.__anext__())
    await agen.aclose()
    left = ticker(5, 0.1)
    async for x in left:
        break
    print("end of main")

asyncio.run(main())

import clock


async def value(n):
    return n


async def main():
    for i in range(1000000):
        x = await value(i)

clock.run(main())

import asyncio

async def f(n):
    await asyncio.sleep(n)
    print("slept", n)
    return n

# The first
a = asyncio.run(f(1))
# The second, by a helper
def again():
    return asyncio.run(f(2))
print(a + again())
try:
    asyncio.run(f("x"))
except TypeError as e:
    print(type(e).__name__)

import asyncio

async def main():
    loop = asyncio.get_running_loop()
    try:
        line = await loop.run_in_executor(None, input, "name? ")
        print("hello", line)
    except EOFError:
        print("no input")

asyncio.run(main())

import asyncio

def handler(loop, context):
    print("handler:", context["message"], repr(context.get("exception")))

def bad():
    1 / 0

async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    loop.call_soon(bad)
    await asyncio.sleep(0.1)
    print("done")

asyncio.run(main())

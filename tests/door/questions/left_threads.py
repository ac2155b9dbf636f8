import asyncio
import gc
import threading


async def main():
    gc.disable()
    await asyncio.to_thread(int)
    await asyncio.get_running_loop().shutdown_default_executor()


asyncio.run(main())
print(len(threading._dangling))

import asyncio, os, signal

async def worker():
    try:
        await asyncio.sleep(100)
    except asyncio.CancelledError:
        print("worker cancelled")
        raise

async def main():
    asyncio.get_running_loop().call_later(0.2, os.kill, os.getpid(), signal.SIGINT)
    await worker()

try:
    asyncio.run(main())
except KeyboardInterrupt:
    print("interrupted")

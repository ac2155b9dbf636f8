import asyncio, os, signal

async def main():
    loop = asyncio.get_running_loop()
    stop = asyncio.Event()
    for s in (signal.SIGUSR1, signal.SIGTERM):
        loop.add_signal_handler(s, lambda s=s: (print("signal", s.name), stop.set()))
    loop.call_later(0.3, os.kill, os.getpid(), signal.SIGTERM)
    print("waiting")
    await stop.wait()
    print("stopped")

asyncio.run(main())

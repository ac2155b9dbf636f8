import asyncio
import time

import aiohttp
from aiohttp import web


async def hello(request):
    await asyncio.sleep(1)
    return web.Response(text="hello")


async def get(session, port):
    async with session.get(f"http://127.0.0.1:{port}/") as response:
        return await response.text()


async def main():
    app = web.Application()
    app.router.add_get("/", hello)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    start = time.perf_counter()
    async with aiohttp.ClientSession() as session:
        print(await asyncio.gather(*(get(session, port) for _ in range(5))))
    print(round(time.perf_counter() - start, 1))
    await runner.cleanup()


asyncio.run(main())

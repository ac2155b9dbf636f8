import asyncio, os, tempfile

async def main():
    with tempfile.TemporaryDirectory() as d:
        path = os.path.join(d, "s")
        async def handle(r, w):
            w.write((await r.readexactly(3)).upper())
            w.write_eof()
            w.close()
        s = await asyncio.start_unix_server(handle, path)
        r, w = await asyncio.open_unix_connection(path)
        w.write(b"abc")
        await asyncio.sleep(1)
        print(await r.read())
        w.close()
        s.close()

asyncio.run(main())

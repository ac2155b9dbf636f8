import asyncio


async def main():
    child = await asyncio.create_subprocess_exec("sh", "-c", "sleep 0.3; echo out",
                                                 stdout=asyncio.subprocess.PIPE)
    try:
        out, _ = await asyncio.wait_for(child.communicate(), 100)
    except TimeoutError:
        out = b"the clock jumped"
    print(out.decode().strip(), child.returncode)
    await asyncio.sleep(100)


asyncio.run(main())

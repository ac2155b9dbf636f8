import asyncio, sys

async def main():
    proc = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import sys; print('hi'); sys.stderr.write('err'); sys.exit(3)",
        stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE)
    out, err = await proc.communicate()
    print(out, err, proc.returncode)
    proc = await asyncio.create_subprocess_shell(
        "cat", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)
    out, _ = await proc.communicate(b"piped")
    print(out)
    proc = await asyncio.create_subprocess_exec("sleep", "30")
    try:
        await asyncio.wait_for(proc.wait(), 0.2)
    except TimeoutError:
        proc.kill()
        print(await proc.wait())

asyncio.run(main())

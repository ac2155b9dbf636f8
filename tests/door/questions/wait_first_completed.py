import asyncio

async def job(n):
    await asyncio.sleep(n)
    return n

async def main():
    pending = {asyncio.create_task(job(n), name=f"job-{n}") for n in (0.3, 0.1, 0.2)}
    while pending:
        done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
        for t in done:
            print(t.get_name(), t.result(), len(pending))
    done, pending = await asyncio.wait([asyncio.create_task(job(9))], timeout=0.5)
    print(len(done), len(pending))

asyncio.run(main())

import asyncio

async def say(what, when):
    await asyncio.sleep(when)
    print(what)
    return what

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
print(loop.run_until_complete(say("one", 1)))
fut = asyncio.ensure_future(say("two", 1), loop=loop)
print(loop.run_until_complete(fut))
loop.call_later(1, loop.stop)
loop.run_forever()
print(loop.is_closed())
loop.close()
print(loop.is_closed())

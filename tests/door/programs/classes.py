"""A client with everything

Classes, decorators, context managers, generators, context variables, callbacks and groups."""
import asyncio
import contextlib
import contextvars
import functools

request = contextvars.ContextVar("request", default="none")


def logged(function):
    @functools.wraps(function)
    async def wrapper(*args, **kwargs):
        print("call", function.__name__)
        return await function(*args, **kwargs)

    return wrapper


class Client:
    def __init__(self, name):
        self.name = name
        self.lock = asyncio.Lock()

    async def __aenter__(self):
        await asyncio.sleep(0.1)
        return self

    async def __aexit__(self, *error):
        await asyncio.sleep(0.1)

    @logged
    async def fetch(self, n):
        request.set(n)
        async with self.lock:
            await asyncio.sleep(n)
        print(self.name, request.get())
        return n

    async def items(self):
        for n in range(2):
            await asyncio.sleep(0.5)
            yield n


@contextlib.asynccontextmanager
async def opened(n):
    await asyncio.sleep(n)
    try:
        yield n
    finally:
        await asyncio.sleep(n)


async def main():
    async with Client("c") as client, opened(0.25):
        async for n in client.items():
            print("item", n)
        async with asyncio.TaskGroup() as group:
            group.create_task(client.fetch(1), name="first")
            second = group.create_task(client.fetch(2))
        second.add_done_callback(lambda task: print("done", task.result()))
    print([n async for n in client.items()])
    loop = asyncio.get_running_loop()
    future = loop.create_future()
    loop.call_later(1, future.set_result, 42)
    loop.call_soon(print, "soon")
    print(await future, request.get())


# Everything
asyncio.run(main())

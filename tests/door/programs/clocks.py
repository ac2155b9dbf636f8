import asyncio
import datetime
import pickle
import time
from datetime import date
from time import monotonic, perf_counter, sleep


async def main():
    loop = asyncio.get_running_loop()
    starts = [clock() for clock in (time.time, monotonic, perf_counter, loop.time)]
    nano = time.time_ns(), time.monotonic_ns(), time.perf_counter_ns()
    began = datetime.datetime.now()
    await asyncio.sleep(1.5)
    sleep(0.5)
    await asyncio.to_thread(sleep, 3600)
    print([round(clock() - start, 6) for clock, start in
           zip((time.time, monotonic, perf_counter, loop.time), starts)])
    print([(clock() - start) // 1000 for clock, start in
           zip((time.time_ns, time.monotonic_ns, time.perf_counter_ns), nano)])
    now = datetime.datetime.now()
    print(now - began, pickle.loads(pickle.dumps(now)) == now, isinstance(now, datetime.datetime),
          type(now).__name__, time.strftime("%M:%S") == now.strftime("%M:%S"),
          date.today() == now.date(), datetime.datetime.now(datetime.timezone.utc).tzinfo)
    order = []
    loop.call_later(0.3, order.append, "first armed")
    loop.call_later(0.1 + 0.2, order.append, "second armed")
    await asyncio.sleep(1)
    print(order)


asyncio.run(main())

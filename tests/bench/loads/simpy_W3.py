import simpy

env = simpy.Environment()
store = simpy.Store(env, capacity=10)


def put():
    for i in range(1000000):
        yield store.put(i)


def get():
    for i in range(1000000):
        x = yield store.get()

env.process(put())
env.process(get())
env.run()

import simpy

env = simpy.Environment()


def nap(seconds):
    yield env.timeout(seconds)

for i in range(100000):
    env.process(nap(1 + i * 0.001))
env.run()

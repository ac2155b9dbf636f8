import simpy

env = simpy.Environment()


def spin():
    for i in range(100):
        yield env.timeout(0)

for i in range(10000):
    env.process(spin())
env.run()

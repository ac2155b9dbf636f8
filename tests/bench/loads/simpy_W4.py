import simpy

env = simpy.Environment()


def main():
    for i in range(1000000):
        yield env.timeout(0.001)

env.process(main())
env.run()

import sys

print(sys.argv, __file__, sys.path[0], __spec__, __name__, type(__loader__).__name__)
print(sorted(name for name in globals() if name.startswith("__")))

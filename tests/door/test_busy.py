"""Threads on a machine that has other things to do: fifteen times the same."""

import subprocess
import sys
import unittest

from recording import PROGRAMS, breach, record


class Busy(unittest.TestCase):
    def test_fifteen_times(self):
        burners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3)]
        try:
            runs = [record(PROGRAMS / "executors.py") for _ in range(15)]
        finally:
            for burner in burners:
                burner.kill()
                burner.wait()
        for run in runs:
            self.assertIsNone(breach(run))
            self.assertEqual(run.data, runs[0].data)


if __name__ == "__main__":
    unittest.main()

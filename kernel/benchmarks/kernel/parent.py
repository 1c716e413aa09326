"""Starts a kernel as a notebook server does, tells the pids in one line, and waits to be killed."""
import json, sys, time

from kernels import Kernel

with Kernel(sys.argv[1]) as kernel:
    kernel.hear()
    print(json.dumps({"pids": [process.pid for process in kernel.processes()]}), flush=True)
    time.sleep(600)

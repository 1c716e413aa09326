"""Talks to a kernel over Unix sockets, with the ZeroMQ that Jupyter itself uses.

    ipc.py JAVA_COMMAND ...     the kernel's command line without its connection file

Needs jupyter_client. Prints one line for each thing that worked; exits with 1 at the first that did not.
"""

import os
import subprocess
import sys
import tempfile
import time

import zmq
from jupyter_client import BlockingKernelClient
from jupyter_client.connect import write_connection_file

PATIENCE = 60


def run(client, code):
    """Runs a cell; gives its reply and everything that was printed."""
    printed = []

    def hook(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, output_hook=hook, timeout=PATIENCE)
    return reply["content"], "".join(printed)


def connect(file):
    client = BlockingKernelClient(connection_file=file)
    client.load_connection_file()
    client.start_channels()
    client.wait_for_ready(timeout=PATIENCE)
    return client


def await_sockets(info):
    """A client takes a kernel for dead that does not listen yet."""
    paths = [f"{info['ip']}-{port}" for name, port in info.items() if name.endswith("_port")]
    deadline = time.monotonic() + PATIENCE
    while not all(map(os.path.exists, paths)):
        assert time.monotonic() < deadline, "the kernel does not listen"
        time.sleep(0.05)


def beat(info):
    """The heartbeat echoes byte for byte."""
    socket = zmq.Context.instance().socket(zmq.REQ)
    socket.linger = 0
    socket.connect(f"ipc://{info['ip']}-{info['hb_port']}")
    socket.send(b"\x00thump\xff")
    assert socket.poll(PATIENCE * 1000), "no heartbeat"
    assert socket.recv() == b"\x00thump\xff"
    socket.close()


def talk(folder, command):
    file = os.path.join(folder, "kernel.json")
    file, info = write_connection_file(file, ip=os.path.join(folder, "k"), transport="ipc", key=b"a key")
    kernel = subprocess.Popen([*command, file])
    try:
        await_sockets(info)
        first = connect(file)
        content, printed = run(first, 'System.out.println("over a Unix socket");')
        assert content["status"] == "ok" and printed == "over a Unix socket\n", (content, printed)
        print("a cell runs")
        beat(info)
        print("the heartbeat beats")
        content, printed = run(first, "for (int i = 0; i < 200_000; i++) System.out.println(i);")
        assert printed == "".join(f"{i}\n" for i in range(200_000)), "lines are missing"
        print("200,000 lines arrive in order")
        second = connect(file)
        content, printed = run(second, 'System.out.print("two");')
        assert printed == "two"
        second.stop_channels()
        content, printed = run(first, 'System.out.print("one");')
        assert printed == "one"
        print("a second client comes and goes")
        first.shutdown()
        reply = first.get_control_msg(timeout=PATIENCE)
        assert reply["content"]["status"] == "ok", reply
        first.stop_channels()
        assert kernel.wait(PATIENCE) == 0, "the kernel failed"
        left = [name for name in os.listdir(folder) if name.startswith("k-")]
        assert not left, f"socket files are left: {left}"
        print("it shuts down and leaves nothing")
    finally:
        kernel.kill()
        kernel.wait()


if __name__ == "__main__":
    # A Unix socket's path is short, whatever TMPDIR says.
    with tempfile.TemporaryDirectory(dir="/tmp") as place:
        started = time.monotonic()
        talk(place, sys.argv[1:])
        print(f"{time.monotonic() - started:.1f} s")

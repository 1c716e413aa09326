"""A kernel that runs, as a front end sees it: jupyter_client's own manager and client, and the processes behind them."""
import os, queue, subprocess, time

import psutil, zmq
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import KernelManager

PATIENCE = float(os.environ.get("PATIENCE", 40))  # seconds for an answer; a kernel that needs longer is taken for hung


class Hung(Exception):
    """No answer within the patience."""


def text_of(messages):
    return "".join(m["content"]["text"] for m in messages if m["msg_type"] == "stream")


class Answer:
    """What came of a cell: its reply, the messages it published, and how long it took in seconds."""

    def __init__(self, reply, published, seconds):
        self.reply, self.published, self.seconds = reply, published, seconds

    @property
    def status(self):
        return self.reply["content"]["status"]

    @property
    def text(self):
        return text_of(self.published)

    @property
    def value(self):
        results = [m for m in self.published if m["msg_type"] == "execute_result"]
        return results[-1]["content"]["data"]["text/plain"] if results else None


class Kernel:
    """One process, from its start to its end. Use as `with Kernel(name) as kernel`."""

    def __init__(self, name):
        self.name = name
        self.language = KernelSpecManager().get_kernel_spec(name).language
        self.manager = KernelManager(kernel_name=name)

    def __enter__(self):
        self.began = time.perf_counter()
        self.manager.start_kernel(stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.process = psutil.Process(self.manager.provisioner.pid)
        self.client = self.manager.client()
        # A client that finds the port closed tries again after 100 ms; that would blur the start of every kernel.
        self.client.context.setsockopt(zmq.RECONNECT_IVL, 5)
        self.client.start_channels(hb=False)
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        for process in self.processes():
            process.kill()
        self.manager.cleanup_resources()
        self.client.context.destroy(linger=0)

    def first_answer(self):
        """Waits for the first answer; seconds since the process was started."""
        self.reply(self.client.kernel_info())
        return time.perf_counter() - self.began

    def hear(self):
        """Waits until what the kernel publishes arrives: before the subscription has, it is lost."""
        deadline = time.perf_counter() + PATIENCE
        while True:
            self.reply(self.client.kernel_info())
            try:
                self.client.get_iopub_msg(timeout=0.2)
                return self
            except queue.Empty:
                self.check(deadline)

    def check(self, deadline):
        if time.perf_counter() > deadline or not self.process.is_running():
            raise Hung(f"{self.name} does not answer")

    def reply(self, message, channel="shell", patience=PATIENCE):
        """The reply to a message, on `shell` or `control`; others on the way are dropped."""
        deadline = time.perf_counter() + patience
        take = getattr(self.client, f"get_{channel}_msg")
        while True:
            try:
                reply = take(timeout=0.5)
            except queue.Empty:
                self.check(deadline)
                continue
            if reply["parent_header"].get("msg_id") == message:
                return reply

    def published(self, message, until="idle", patience=PATIENCE):
        """What is published for a message until its status is `until`."""
        deadline = time.perf_counter() + patience
        messages = []
        while True:
            found = self.heard(message, deadline)
            messages.append(found)
            if found["msg_type"] == "status" and found["content"]["execution_state"] == until:
                return messages

    def lossy(self, message):
        """What is published for a message until it is idle, or until nothing has come for a while: some kernels lose it."""
        messages = []
        try:
            while not messages or messages[-1]["content"].get("execution_state") != "idle":
                messages.append(self.heard(message, time.perf_counter() + 4))
        except Hung:
            pass
        return messages

    def heard(self, message, deadline):
        """The next message that is published for this one."""
        while True:
            try:
                found = self.client.get_iopub_msg(timeout=0.5)
            except queue.Empty:
                self.check(deadline)
                continue
            if found["parent_header"].get("msg_id") == message:
                return found
            self.check(deadline)

    def run(self, code, patience=PATIENCE, **flags):
        """Runs a cell to its end: until it is idle again, and replied to."""
        flags.setdefault("allow_stdin", False)
        began = time.perf_counter()
        message = self.client.execute(code, **flags)
        published = self.published(message, patience=patience)
        reply = self.reply(message, patience=patience)
        return Answer(reply, published, time.perf_counter() - began)

    def begin(self, code, mark="running"):
        """Starts a cell and returns when it has printed `mark`."""
        message = self.client.execute(code, allow_stdin=False)
        deadline, text = time.perf_counter() + PATIENCE, ""
        while mark not in text:
            found = self.heard(message, deadline)
            text += found["content"].get("text", "")
            if found["msg_type"] == "error":
                raise ValueError(f"{self.name}: {found['content']['evalue']} in\n{code}")
        return message

    def interrupt(self):
        self.manager.interrupt_kernel()

    def processes(self):
        """The kernel's own process and those it has started: some kernels are launched by a launcher."""
        try:
            return [self.process, *self.process.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def cpu(self):
        """Processor time so far, in seconds."""
        return sum(sum(p.cpu_times()[:2]) for p in self.processes())

    def memory(self):
        """Resident memory in bytes."""
        return sum(p.memory_info().rss for p in self.processes())

    def threads(self):
        return sum(p.num_threads() for p in self.processes())

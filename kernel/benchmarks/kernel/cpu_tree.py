#!/usr/bin/env python3
"""Shows what the processor time of small cells goes into, as a tree of methods.

    python3 cpu_tree.py                        600 cells in the JVM's interpreter: what a young kernel has to do
    python3 cpu_tree.py --compiled --starts 20 --cells 30     the first cells as learners run them, of many starts

The interpreter treats all bytecodes alike, and there nothing is hidden by inlining: its shares tell what work there is, not
what of it is slow once it is compiled. The kernel is the one that Jupyter finds as `catnap`; its JDK reads the samples."""
import argparse, json, os, pathlib, re, subprocess, tempfile

from jupyter_client.kernelspec import KernelSpecManager

import cells
from kernels import Kernel

EVENT = "+jdk.CPUTimeSample#"
SAMPLES = f"filename={{file}},settings=none,{EVENT}enabled=true,{EVENT}throttle=1ms,{EVENT}stackTrace=true"
FRAME = re.compile(r"\s+([\w.$/<>]+)\(.*line:")
WITHOUT_NAME = ("$$Lambda", "lambda$", "LambdaForm")


class Branch:
    """A method below its callers: in how many samples it stands, and in how many on top."""

    def __init__(self, name):
        self.name, self.samples, self.own, self.called = name, 0, 0, {}

    def add(self, stack):
        self.samples += 1
        if not stack:
            self.own += 1
            return
        self.called.setdefault(stack[0], Branch(stack[0])).add(stack[1:])

    def show(self, total, least, depth=0):
        if 100 * self.samples < least * total:
            return
        print(f"{'  ' * depth}{100 * self.samples / total:.1f} % ({100 * self.own / total:.1f}) {self.name}")
        deeper = depth + (len(self.called) > 1 or self.own > 0)
        for branch in sorted(self.called.values(), key=lambda branch: -branch.samples):
            branch.show(total, least, deeper)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--compiled", action="store_true", help="with the JIT and the recorded start")
    parser.add_argument("--cells", type=int, default=600, help="how many cells each kernel runs")
    parser.add_argument("--kind", default="trivial", help="which cells: a heading of cells/work.java.txt")
    parser.add_argument("--starts", type=int, default=1, help="how many kernels")
    parser.add_argument("--thread", default="catnap-shell", help="whose samples count")
    parser.add_argument("--least", type=float, default=1, help="branches of fewer percent are left out")
    return parser.parse_args()


def install(folder, file, compiled):
    """A kernel like `catnap` whose samples go into the file; the folder of its JDK's programs."""
    known = KernelSpecManager().get_kernel_spec("catnap")
    java, *rest = (word.replace("{resource_dir}", known.resource_dir) for word in known.argv)
    flags = [f"-XX:StartFlightRecording:{SAMPLES.format(file=file)}", "-XX:FlightRecorderOptions:stackdepth=256"]
    place = folder / "kernels" / "catnap-profiled"
    place.mkdir(parents=True)
    argv = [java, *flags, *([] if compiled else ["-Xint"]), *rest]
    (place / "kernel.json").write_text(json.dumps({**known.to_dict(), "argv": argv}))
    os.environ["JUPYTER_PATH"] = os.pathsep.join([str(folder), os.environ.get("JUPYTER_PATH", "")])
    return pathlib.Path(java).parent


def record(programs, file, kind, count):
    cell = cells.named("work", "java")[kind]
    with Kernel("catnap-profiled") as kernel:
        kernel.hear()
        for i in range(count):
            kernel.run(cell.replace("NUMBER", str(i)))
        dump = [programs / "jcmd", str(kernel.process.pid), "JFR.dump", f"filename={file}"]
        subprocess.run(dump, check=True, stdout=subprocess.DEVNULL)


def stacks(programs, file, thread):
    """The sampled stacks of this thread, outermost frame first."""
    events = [programs / "jfr", "print", "--stack-depth", "256", "--events", "jdk.CPUTimeSample", file]
    text = subprocess.run(events, check=True, capture_output=True, text=True).stdout
    for event in text.split("jdk.CPUTimeSample {")[1:]:
        if f'eventThread = "{thread}"' in event:
            names = [".".join(frame[1].split(".")[-2:]) for line in event.splitlines() if (frame := FRAME.match(line))]
            yield [name for name in reversed(names) if not any(mark in name for mark in WITHOUT_NAME)]


def main():
    options = arguments()
    root = Branch(options.thread)
    with tempfile.TemporaryDirectory() as folder:
        file = pathlib.Path(folder) / "samples.jfr"
        programs = install(pathlib.Path(folder), file, options.compiled)
        for _ in range(options.starts):
            record(programs, file, options.kind, options.cells)
            for stack in stacks(programs, file, options.thread):
                root.add(stack)
    print(f"{root.samples} samples")
    root.show(max(1, root.samples), options.least)


if __name__ == "__main__":
    main()

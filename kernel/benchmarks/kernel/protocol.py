"""Fifteen things that the messaging protocol asks of a kernel, late output, inspection, and the kinds of cells."""
import queue, re, time

import cells
from faults import Tally
from kernels import Hung, Kernel


def behaviours(name):
    tally = Tally()
    for check in CHECKS:
        try:
            with Kernel(name) as kernel:
                kernel.hear()
                well = check(kernel, cells.named("behaviour", kernel.language))
        except (Hung, KeyError, IndexError, ValueError, queue.Empty):
            well = False
        tally.add(check.__doc__, well)
    return tally.rows("behaviours")


def statuses(kernel, code):
    """busy, then the input with its number, then the output, then idle"""
    kinds = [(m["msg_type"], m["content"].get("execution_state")) for m in kernel.run(code["print"]).published]
    return kinds[0] == ("status", "busy") and kinds[-1] == ("status", "idle") and \
        [kind for kind, _ in kinds[1:-1]] == ["execute_input", "stream"]


def results(kernel, code):
    """the result of a cell carries the cell's number"""
    kernel.run(code["number"])
    answer = kernel.run(code["value"])
    numbers = {m["content"]["execution_count"] for m in answer.published if m["msg_type"] in ("execute_input", "execute_result")}
    return answer.value == "42" and numbers == {answer.reply["content"]["execution_count"]} == {2}


def silence(kernel, code):
    """silent: nothing is published, nothing is counted"""
    published = {m["msg_type"] for m in kernel.run(code["number"] + "\n" + code["value"], silent=True).published}
    return published == {"status"} and kernel.run(code["value"]).reply["content"]["execution_count"] == 1


def unstored(kernel, code):
    """store_history=False: runs, but does not count"""
    kernel.run(code["number"], store_history=False)
    answer = kernel.run(code["value"])
    return answer.value == "42" and answer.reply["content"]["execution_count"] == 1


def expressions(kernel, code):
    """user_expressions: each has a result or an error of its own"""
    wanted = {"good": code["value"], "bad": code["unknown"]}
    told = kernel.run(code["number"], user_expressions=wanted).reply["content"]["user_expressions"]
    return told["good"]["data"]["text/plain"] == "42" and told["bad"]["status"] == "error"


def aborts(kernel, code):
    """an error aborts the cells that wait behind it"""
    failing, behind = kernel.client.execute(code["fail"]), kernel.client.execute(code["print"])
    replies = [kernel.reply(message)["content"]["status"] for message in (failing, behind)]
    return replies == ["error", "aborted"]


def goes_on(kernel, code):
    """stop_on_error=False: the cells behind an error run"""
    failing, behind = kernel.client.execute(code["fail"], stop_on_error=False), kernel.client.execute(code["print"])
    return [kernel.reply(message)["content"]["status"] for message in (failing, behind)] == ["error", "ok"]


def history(kernel, code):
    """history: the last cells, in order"""
    kernel.run(code["number"])
    kernel.run(code["value"])
    reply = kernel.reply(kernel.client.history(hist_access_type="tail", n=2))
    return [entry[2] for entry in reply["content"]["history"]] == [code["number"], code["value"]]


def completeness(kernel, code):
    """is_complete: complete, incomplete, invalid"""
    asked = [kernel.client.is_complete(code[name]) for name in ("whole", "unfinished", "wrong")]
    return [kernel.reply(message)["content"]["status"] for message in asked] == ["complete", "incomplete", "invalid"]


def comms(kernel, _):
    """comm_info answers, and a comm for nobody is closed"""
    info = kernel.reply(kernel.client.comm_info())["content"]
    message = kernel.client.session.msg("comm_open", {"comm_id": "c1", "target_name": "nobody", "data": {}})
    kernel.client.shell_channel.send(message)
    closed = [m["content"]["comm_id"] for m in kernel.published(message["header"]["msg_id"]) if m["msg_type"] == "comm_close"]
    return info.get("comms") == {} and closed == ["c1"]


def asks(kernel, code):
    """a cell that reads asks the front end"""
    message = kernel.client.execute(code["input"], allow_stdin=True)
    kernel.client.get_stdin_msg(timeout=10)
    kernel.client.input("answer")
    return kernel.reply(message)["content"]["status"] == "ok"


def asks_not(kernel, code):
    """a cell that may not ask fails, and does not wait"""
    return kernel.run(code["input"], patience=10).status == "error"


def heartbeat(kernel, code):
    """heartbeats are answered while a cell runs"""
    import zmq

    kernel.begin(code["busy for 3 s"])
    info = kernel.manager.get_connection_info()
    with zmq.Context() as context, context.socket(zmq.REQ) as socket:
        socket.linger = 0
        socket.connect(f"{info['transport']}://{info['ip']}:{info['hb_port']}")
        socket.send(b"ping")
        return bool(socket.poll(1000)) and socket.recv() == b"ping"


def control(kernel, code):
    """control answers while a cell runs"""
    kernel.begin(code["busy for 3 s"])
    message = kernel.client.session.msg("kernel_info_request")
    kernel.client.control_channel.send(message)
    return kernel.reply(message["header"]["msg_id"], channel="control", patience=1.5)["content"]["status"] == "ok"


def errors(kernel, code):
    """an error is published and replied with the same words"""
    answer = kernel.run(code["fail"])
    told = [m["content"] for m in answer.published if m["msg_type"] == "error"]
    reply = answer.reply["content"]
    return len(told) == 1 and all(told[0][key] == reply[key] for key in ("ename", "evalue", "traceback"))


CHECKS = (statuses, results, silence, unstored, expressions, aborts, goes_on, history, completeness, comms, asks, asks_not,
          heartbeat, control, errors)


def late_output(kernel):
    """What a thread prints when its cell has ended and the kernel is idle: under which cell does it arrive?"""
    kernel.hear()
    message = kernel.client.execute(cells.named("behaviour", kernel.language)["late"])
    kernel.published(message)
    deadline = time.perf_counter() + 5
    while time.perf_counter() < deadline:
        try:
            found = kernel.client.get_iopub_msg(timeout=0.5)
        except queue.Empty:
            continue
        if "late" in found["content"].get("text", ""):
            return {"late output": "its cell" if found["parent_header"].get("msg_id") == message else "another cell"}
    return {"late output": "lost"}


def inspections(kernel):
    """Kinds of symbol whose tooltip has the signature and, where there is one, the documentation."""
    tally = Tally()
    kernel.hear()
    setup, *kinds = cells.of("inspect", kernel.language)
    kernel.run(setup.cells[0])
    for kind in kinds:
        code = kind.cells[0].strip()
        content = kernel.reply(kernel.client.inspect(code, len(code)))["content"]
        text = re.sub("\x1b\\[[0-9;]*m", "", " ".join(str(value) for value in content.get("data", {}).values()))
        tally.add(kind.name, all(word in text for word in kind.value.split()))
    return tally.rows("inspections")


def java_kinds(name):
    """The kinds of Java 25 cells, each in a kernel of its own, so that none leans on another."""
    tally = Tally()
    for kind in cells.sections(cells.JAVA_KINDS):
        try:
            with Kernel(name) as kernel:
                kernel.hear()
                value = [kernel.run(cell, patience=30) for cell in kind.cells][-1].value
        except Hung:
            value = None
        tally.add(kind.name, value is not None and value.strip('"').replace("\n", "\\n") == kind.value)
    return tally.rows("java kinds")

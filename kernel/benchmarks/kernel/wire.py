"""Messages as frames, put on a kernel's shell socket as they are: forged, malformed, unknown.

Each kind turns the frames of a rightful execute request into those that are sent, and tells how often the cell may run."""
import hashlib, hmac, json, uuid

import zmq

DELIMITER = b"<IDS|MSG>"


def parts(code, /, kind="execute_request", **content):
    header = {"msg_id": uuid.uuid4().hex, "msg_type": kind, "username": "x", "session": "x", "version": "5.3",
              "date": "2026-01-01T00:00:00Z"}
    execute = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
               "stop_on_error": True}
    return [json.dumps(part).encode() for part in (header, {}, {}, execute | content)]


def signed(key, four):
    digest = hmac.new(key, b"".join(four), hashlib.sha256).hexdigest().encode()
    return [DELIMITER, digest, *four]


def replaced(frames, index, frame):
    return [*frames[:index], frame, *frames[index + 1:]]


def without(code, key):
    content = json.loads(parts(code)[3])
    content.pop(key)
    return [*parts(code)[:3], json.dumps(content).encode()]


def whole(key, code):
    return signed(key, parts(code))


# Name → (key, code) → the messages to send.
KINDS = {
    "a wrong signature": lambda key, code: [replaced(whole(key, code), 1, b"0" * 64)],
    "an empty signature": lambda key, code: [replaced(whole(key, code), 1, b"")],
    "the signature of other content": lambda key, code: [replaced(whole(key, code), 5, parts(code, silent=True)[3])],
    "the signature of another key": lambda key, code: [signed(b"guess", parts(code))],
    "a message sent twice": lambda key, code: [whole(key, code)] * 2,
    "no delimiter": lambda key, code: [whole(key, code)[1:]],
    "two frames missing": lambda key, code: [whole(key, code)[:4]],
    "a delimiter alone": lambda key, code: [[DELIMITER]],
    "empty frames": lambda key, code: [[b""], [b""] * 6],
    "a header that is no JSON": lambda key, code: [signed(key, [b"{not json", *parts(code)[1:]])],
    "content that is no JSON": lambda key, code: [signed(key, [*parts(code)[:3], b'{"code": '])],
    "content that is a list": lambda key, code: [signed(key, [*parts(code)[:3], b"[]"])],
    "bytes that are no text": lambda key, code: [signed(key, [b"\xff\xfe\x00", *parts(code)[1:]])],
    "code that is a number": lambda key, code: [signed(key, parts(code, code=42))],
    "no code": lambda key, code: [signed(key, without(code, "code"))],
    "an unknown type": lambda key, code: [signed(key, parts(code, kind="make_coffee_request"))],
}
RUNS_ONCE = "a message sent twice"


def send(kernel, kind, code):
    """Sends the messages of a kind; returns how often the cell may have run."""
    info = kernel.manager.get_connection_info()
    with zmq.Context() as context, context.socket(zmq.DEALER) as socket:
        socket.connect(f"{info['transport']}://{info['ip']}:{info['shell_port']}")
        for frames in KINDS[kind](info["key"], code):
            socket.send_multipart(frames)
        # They are handed on when the kernel has answered a question from the same socket.
        socket.send_multipart(signed(info["key"], parts("", kind="kernel_info_request")))
        socket.poll(2000)
    return int(kind == RUNS_ONCE)

"""Jupyter's own tests of a kernel (jupyter_kernel_test 0.7 or newer), with samples for Catnap.

    python3 -m unittest -v kernel_test        in this folder, with the kernel installed as "catnap"

Debian 13 has the package as python3-jupyter-kernel-test. One test is skipped: a pager's payload is IPython's own.
"""

import unittest

import jupyter_kernel_test


class CatnapTests(jupyter_kernel_test.KernelTests):
    kernel_name = "catnap"
    language_name = "java"
    file_extension = ".java"

    code_hello_world = 'println("hello, world");'
    code_stderr = 'System.err.println("hiss");'
    code_generate_error = 'throw new IllegalStateException("hiss");'
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": '"a" + 1', "result": "a1"},
        {"code": "await(sleep(0, 7))", "result": "7"},
        {"code": "1 + 2 + 3", "result": "6"},
    ]
    code_display_data = [
        {"code": 'display("purr");', "mime": "text/plain"},
        {"code": "display(createTask(sleep(0)));", "mime": "text/html"},
    ]
    code_clear_output = "clearOutput();"
    code_inspect_sample = "gather"
    code_history_pattern = "1 + 2*"
    supported_history_operations = ("tail", "range", "search")

    completion_samples = [
        {"text": "createTas", "matches": {"createTask"}},
        {"text": "Math.flo", "matches": {"floor", "floorDiv", "floorDivExact", "floorMod"}},
        {"text": '"tom".toUpp', "matches": {"toUpperCase"}},
        {"text": "new AsyncBarr", "matches": {"AsyncBarrier"}},
    ]
    complete_code_samples = [
        "1 + 1",
        "int a = 1;",
        "void f() { }",
        "for (int i = 0; i < 3; i++) println(i);",
        'await(gather(sleep(0), sleep(0)))',
    ]
    incomplete_code_samples = [
        "void f() {",
        "for (int i = 0; i < 3; i++) {",
        "int a =",
        "await(gather(",
        '"""\ntext',
    ]
    invalid_code_samples = ["}", "int int = 3;", "1 +* 2"]

    def test_stop(self):
        """Stop ends a cell within seconds and keeps the state."""
        self.flush_channels()
        self.execute_helper("int kept = 5;")
        running = self.kc.execute("while (true) { }")
        self.await_busy(running)
        self.km.interrupt_kernel()
        reply = self.get_non_kernel_info_reply(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(reply["content"]["status"], "error")
        self.assertEqual(reply["content"]["ename"], "Interrupted")
        self.flush_channels()
        reply, _ = self.execute_helper("if (kept != 5) throw new IllegalStateException();")
        self.assertEqual(reply["content"]["status"], "ok")

    def await_busy(self, request):
        while True:
            message = self.kc.get_iopub_msg(timeout=jupyter_kernel_test.TIMEOUT)
            if message["parent_header"].get("msg_id") == request and message["msg_type"] == "execute_input":
                return

    def test_input(self):
        """A question reaches the front end, and its answer the cell."""
        self.flush_channels()
        asking = self.kc.execute('IO.readln("name? ").length()', allow_stdin=True)
        question = self.kc.get_stdin_msg(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(question["content"], {"prompt": "name? ", "password": False})
        self.kc.input("Tom")
        reply = self.get_non_kernel_info_reply(timeout=jupyter_kernel_test.TIMEOUT)
        self.assertEqual(reply["parent_header"]["msg_id"], asking)
        self.assertEqual(reply["content"]["status"], "ok")


class CatnapWelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "catnap"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()

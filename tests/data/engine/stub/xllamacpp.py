# Stands in for the real package so that launcher and supervisor can be tested without it. What it does is told by the
# model's alias: "serve" answers like the engine, every other word is a way to fail.

import ctypes
import http.server
import json
import os
import signal
import sys
import threading
import types


class CommonParams:
    def __init__(self):
        self.model = types.SimpleNamespace(path="")
        self.cpuparams = types.SimpleNamespace(n_threads=-1, poll=50)
        self.cpuparams_batch = types.SimpleNamespace(n_threads=-1, poll=50)
        self.model_alias = set()
        self.api_keys = []


def count_start(params):
    path = params.model.path + ".starts"
    with open(path, "a", encoding="ascii") as file:
        file.write("x")
    return os.path.getsize(path)


def log(text):
    # By way of the C library's standard output, as the real package may do.
    os.write(1, (text + "\n").encode())


def show(params, alias):
    shown = {key: value for key, value in vars(params).items() if key not in ("api_keys", "model_alias")}
    shown["alias"] = alias
    shown["keys"] = len(params.api_keys)
    log("PARAMS " + json.dumps(shown, default=vars))
    log("ENV " + json.dumps(sorted(os.environ)))
    log("ARGV " + json.dumps(sys.orig_argv))
    log("ISOLATED %d %d" % (sys.flags.isolated, sys.flags.no_site))
    log("TOKEN " + params.api_keys[0])


class Server:
    def __init__(self, params):
        self.alias = next(iter(params.model_alias))
        self.key = params.api_keys[0]
        self.starts = count_start(params)
        self.go = params.model.path + ".go"
        show(params, self.alias)
        getattr(self, "do_" + self.alias.replace("-", "_"), self.do_serve)()
        self.listening_address = "http://127.0.0.1:%d" % self.listen(params.port)

    def listen(self, port):
        stub = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if self.path == "/health":
                    return self.answer(200, {"status": "ok"})
                if self.headers.get("Authorization") != "Bearer " + stub.key:
                    return self.answer(401, {"error": {"code": 401}})
                name = "somebody else" if stub.alias == "foreign" else stub.alias
                if self.path == "/die":
                    os.kill(os.getpid(), signal.SIGSEGV)
                    threading.Event().wait()
                return self.answer(200, {"data": [{"id": name}]})

            def answer(self, status, body):
                text = json.dumps(body).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(text)))
                self.end_headers()
                self.wfile.write(text)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", port), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server.server_address[1]

    def do_serve(self):
        pass

    def do_illegal(self):
        os.kill(os.getpid(), signal.SIGILL)

    def do_killed(self):
        os.kill(os.getpid(), signal.SIGKILL)

    def do_abort(self):
        log("GGML_ASSERT(false) failed")
        os.abort()

    def do_crash(self):
        for i in range(30):
            log("line %d" % i)
        os._exit(1)

    def do_crash_twice(self):
        if self.starts <= 2:
            os._exit(1)

    def do_truncated(self):
        log("error loading model: tensor 'x' data is not within the file bounds, model is corrupted or incomplete")
        raise RuntimeError("Failed to init server, please check the input params.")

    def do_port(self):
        log("E srv start: couldn't bind HTTP server socket, hostname: 127.0.0.1, port: 1")
        raise RuntimeError("Failed to init server, please check the input params.")

    def do_memory(self):
        raise MemoryError("std::bad_alloc")

    def do_disk(self):
        raise OSError(28, "No space left on device")

    def do_mystery(self):
        raise ValueError("nobody knows")

    def do_hang(self):
        # Holds Python's lock, as the real package does while it loads a model: no thread of the launcher runs.
        ctypes.PyDLL(None).sleep(600)

    def do_slow(self):
        # Until the test lets it go.
        while not os.path.exists(self.go):
            log("loading")
            threading.Event().wait(0.1)

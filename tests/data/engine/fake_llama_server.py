#!/usr/bin/env python3
# Stands in for a llama-server of the person's own: takes its options, reads its key from LLAMA_API_KEY, logs its port
# in the words of the real one. Standard input is not looked at; SIGTERM ends it.

import http.server
import json
import os
import signal
import sys

options = dict(zip(sys.argv[1::2], sys.argv[2::2]))
alias = options.get("--alias", "")
key = os.environ.get("LLAMA_API_KEY", "")

if alias == "illegal":
    os.kill(os.getpid(), signal.SIGILL)
if alias == "unknown-option":
    print("error: invalid argument: --poll", file=sys.stderr)
    sys.exit(1)


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        allowed = self.path == "/health" or self.headers.get("Authorization") == "Bearer " + key
        body = json.dumps({"status": "ok", "data": [{"id": alias}]} if allowed else {}).encode()
        self.send_response(200 if allowed else 401)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer((options["--host"], int(options["--port"])), Handler)
print("ARGS " + json.dumps(sys.argv[1:]), file=sys.stderr)
print("ENV " + json.dumps(sorted(os.environ)), file=sys.stderr, flush=True)
port = server.server_address[1]
if alias == "foreign":
    # Claims the port of another server, which the test put into the name of the model.
    port = int(os.path.basename(options["--model"]).split(".")[0])
print("main: server is listening on http://127.0.0.1:%d - starting the main loop" % port, file=sys.stderr, flush=True)
server.serve_forever()

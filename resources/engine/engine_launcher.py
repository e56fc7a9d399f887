# Serves one GGUF file over HTTP on 127.0.0.1 with the llama-server inside the package xllamacpp.
#
# Run as: python3 -I -S engine_launcher.py --packages DIR --model FILE --alias NAME --parent PID [numbers]
# - LINEUP_ENGINE_TOKEN in the environment is the key that every request but /health must carry.
# - One JSON line on standard output: {"event":"ready","port":N} or {"event":"failed","word":W,"detail":D}.
#   Whatever the library itself prints goes to standard error.
# - Ends as soon as standard input is closed or the process named by --parent is no longer its parent.

import argparse
import ctypes
import errno
import faulthandler
import json
import os
import signal
import socket
import sys
import threading

PARENT_POLL_SECONDS = 0.25
PR_SET_PDEATHSIG = 1

EXIT_FAILED = 3
EXIT_BAD_CALL = 2


def parse(argv):
    parser = argparse.ArgumentParser(allow_abbrev=False)
    parser.add_argument("--packages", required=True, help="folder that holds the package xllamacpp")
    parser.add_argument("--model", required=True, help="GGUF file")
    parser.add_argument("--alias", required=True, help="name of the model in answers")
    parser.add_argument("--parent", required=True, type=int, help="process id to end with")
    parser.add_argument("--port", type=int, default=0, help="0: any free port")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--parallel", type=int, default=4, help="requests answered at once")
    parser.add_argument("--context", type=int, default=2048, help="tokens for each of them")
    return parser.parse_args(argv)


def end_with_parent(parent):
    """The kernel ends us with the parent even while the library holds Python's lock to load a model; the thread does
    the same where the kernel cannot."""
    try:
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    except (OSError, AttributeError):
        pass

    def watch():
        pause = threading.Event()
        while os.getppid() == parent:
            pause.wait(PARENT_POLL_SECONDS)
        os._exit(0)

    if os.getppid() != parent:
        os._exit(0)
    threading.Thread(target=watch, daemon=True).start()


def end_with_stdin():
    def watch():
        try:
            while os.read(0, 4096):
                pass
        except OSError:
            pass
        os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def private_stdout():
    """Keeps standard output for our own lines: everything else that writes to it lands on standard error."""
    ours = os.dup(1)
    os.dup2(2, 1)
    return os.fdopen(ours, "w", encoding="utf-8", buffering=1)


def make_params(xllamacpp, args, token):
    params = xllamacpp.CommonParams()
    params.model.path = args.model
    params.model_alias = {args.alias}
    params.hostnames = ["127.0.0.1"]
    params.port = args.port
    params.api_keys = [token]
    # No origin is allowed: with an empty list in force the answer names none and echoes none.
    params.cors_origins = ""
    params.cors_origins_explicit = True
    params.cors_credentials = False
    params.ui = False
    params.offline = True
    params.endpoint_slots = True
    params.endpoint_props = False
    params.endpoint_metrics = False
    params.n_parallel = args.parallel
    params.n_ctx = args.context * args.parallel
    # One cache for each request, not a common one: with a common one the text of a request at temperature 0 was seen
    # to depend on what ran beside it.
    params.kv_unified = False
    params.cont_batching = True
    params.cache_prompt = True
    params.cache_ram_mib = 256
    params.n_threads_http = args.parallel + 2
    for threads in (params.cpuparams, params.cpuparams_batch):
        threads.n_threads = args.threads
        threads.poll = 0
    return params


def import_engine(folder):
    """The module, or the word and the detail of what is missing."""
    if sys.version_info < (3, 10):
        return None, ("python-missing", "Python %d.%d is too old" % sys.version_info[:2])
    sys.path.insert(0, folder)
    try:
        import xllamacpp
        return xllamacpp, None
    except ModuleNotFoundError as error:
        return None, ("engine-file-missing", str(error))
    except ImportError as error:
        return None, ("library-missing", str(error))


def is_taken(port):
    """Whether somebody listens there. The engine would say so too, but it may be gone before its log is written."""
    if port == 0:
        return False
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            return error.errno == errno.EADDRINUSE
    return False


def main(argv):
    faulthandler.enable()
    args = parse(argv)
    end_with_parent(args.parent)
    end_with_stdin()
    token = os.environ.pop("LINEUP_ENGINE_TOKEN", "")
    out = private_stdout()

    def say(**event):
        out.write(json.dumps(event) + "\n")
        out.flush()

    if not token:
        say(event="failed", word="load-failed", detail="no token in the environment")
        return EXIT_BAD_CALL
    if is_taken(args.port):
        say(event="failed", word="port-taken", detail="port %d is taken" % args.port)
        return EXIT_FAILED
    xllamacpp, missing = import_engine(args.packages)
    if missing:
        say(event="failed", word=missing[0], detail=missing[1])
        return EXIT_FAILED
    try:
        server = xllamacpp.Server(make_params(xllamacpp, args, token))
        port = int(server.listening_address.rsplit(":", 1)[1])
    except MemoryError as error:
        say(event="failed", word="out-of-memory", detail=str(error) or "MemoryError")
        return EXIT_FAILED
    except OSError as error:
        say(event="failed", word="disk-full" if error.errno == 28 else "load-failed", detail=str(error))
        return EXIT_FAILED
    except Exception as error:
        say(event="failed", word="load-failed", detail="%s: %s" % (type(error).__name__, error))
        return EXIT_FAILED
    say(event="ready", port=port)
    threading.Event().wait()
    return 0


if __name__ == "__main__":
    code = main(sys.argv[1:])
    # Not sys.exit(): threads of the library may still run, and tearing it down can hang.
    sys.stderr.flush()
    os._exit(code)

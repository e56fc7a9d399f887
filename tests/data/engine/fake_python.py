#!/usr/bin/python3
# Stands in for a Python with pip, so that no test reaches a package registry. The file "mode" beside it says what
# becomes of the next call; each call of pip leaves a line in "calls". Wheels come from the folder "wheels".

import json
import os
import shutil
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))


def read(name):
    try:
        with open(os.path.join(HERE, name), encoding="utf-8") as file:
            return file.read().strip()
    except FileNotFoundError:
        return ""


def wait_for(name):
    while not os.path.exists(os.path.join(HERE, name)):
        time.sleep(0.01)


def fail(*lines):
    for line in lines:
        print(line, file=sys.stderr)
    sys.exit(1)


def pip(arguments):
    mode = read("mode")
    options = dict(zip(arguments, arguments[1:]))
    with open(options["--requirement"], encoding="utf-8") as file:
        requirement = file.read().strip()
    name = requirement.split("==")[0]
    with open(os.path.join(HERE, "calls"), "a", encoding="utf-8") as file:
        file.write(json.dumps({"name": name, "requirement": requirement, "arguments": arguments, "pid": os.getpid(),
                               "environment": dict(os.environ), "folder": os.getcwd()}) + "\n")
    if mode.startswith("say "):
        fail(*mode[4:].split("|"))
    if mode == "nothing":
        return
    source = os.path.join(HERE, "wheels", name + ".whl")
    with open(source, "rb") as file:
        wheel = file.read()
    if mode == "changed":
        wheel = wheel[:-1] + bytes([wheel[-1] ^ 1])
    unpack = os.path.join(os.environ["TMPDIR"], "pip-unpack-x")
    os.makedirs(unpack)
    part = os.path.join(unpack, name + ".whl")
    with open(part, "wb") as file:
        file.write(wheel[: len(wheel) // 2])
        file.flush()
        if mode == "slow" or mode == "slow " + name:
            wait_for("go")
        file.write(wheel[len(wheel) // 2 :])
    shutil.copyfile(part, os.path.join(options["--dest"], name + "-1-py3-none-any.whl"))
    if mode == "two":
        shutil.copyfile(part, os.path.join(options["--dest"], "other-1-py3-none-any.whl"))


if sys.argv[1] == "-c":
    answer = read("answer") or "3 11 True"
    if answer == "crash":
        sys.exit(1)
    print(answer)
elif sys.argv[1:4] == ["-m", "pip", "download"]:
    pip(sys.argv[4:])
else:
    os.execv(sys.executable, [sys.executable] + sys.argv[1:])

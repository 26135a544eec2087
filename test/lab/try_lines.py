"""Runs commands on copies of a CIB, and tells what pcs and Pacemaker's tools say to each.

The standard input is JSON: `lists` of commands, each with `words` and `input`, the text of `cib`, null where there is none, and after how many
`seconds` a pcs is ended. Each list has a copy of its own, on which a command finds what the one before it has left; after the first that is
refused the list is at its end. At the end of each Pacemaker is asked whether its schema knows what was made, which pcs does not ask of a
file: that is line -1.

pcs spends nearly all of its time on reading its modules. Here they are read once, and each command is a child that goes on from there.
"""
import json
import os
import runpy
import shutil
import signal
import subprocess
import sys
import tempfile
import traceback

from pcs import app  # noqa: F401  read for all the children

PCS = shutil.which("pcs")


def status_of(leaving):
    code = leaving.code
    if code is None or isinstance(code, int):
        return code or 0
    print(code, file=sys.stderr)
    return 1


def be_pcs(words, stdin, said):
    for number, file in enumerate((stdin, said, said)):
        os.dup2(file.fileno(), number)
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.argv = [PCS, *words]
    try:
        runpy.run_path(PCS, run_name="__main__")
        return 0
    except SystemExit as leaving:
        return status_of(leaving)
    except BaseException:
        traceback.print_exc()
        return 1


def run(words, given, seconds):
    with tempfile.TemporaryFile() as stdin, tempfile.TemporaryFile() as said:
        stdin.write(given.encode())
        stdin.seek(0)
        if words[0] == "pcs":
            child = os.fork()
            if child == 0:
                signal.alarm(seconds)
                status = be_pcs(words[1:], stdin, said)
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(status)
            status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        else:
            status = subprocess.run(words, stdin=stdin, stdout=said, stderr=said, check=False).returncode
        said.seek(0)
        return status, said.read().decode(errors="replace").strip()


def try_list(cib, commands, folder, seconds):
    copy = os.path.join(folder, "cib.xml")
    if cib is not None:
        with open(copy, "w", encoding="utf-8") as file:
            file.write(cib)
        os.environ.update(CIB_file=copy, CIB_shadow_dir=folder)
    for number, command in enumerate(commands):
        words = command["words"]
        status, said = run([*words[:1], "-f", copy, *words[1:]] if cib is not None and words[0] == "pcs" else words, command["input"], seconds)
        yield number, status, said
        if cib is not None and status != 0:
            return
    if cib is not None:
        whole = os.path.join(folder, "whole.xml")
        with open(whole, "w", encoding="utf-8") as file:
            subprocess.run(["cibadmin", "--empty"], stdout=file, check=True)
        os.environ["CIB_file"] = whole
        yield -1, *run(["cibadmin", "--replace", "--xml-file", copy], "", seconds)


def main():
    given = json.load(sys.stdin)
    # As the commands of a plan have it.
    os.environ.update(LC_ALL="C", CHARSET="UTF-8")
    answers = []
    for number, commands in enumerate(given["lists"]):
        with tempfile.TemporaryDirectory() as folder:
            answers += [{"list": number, "line": line, "exitCode": status, "said": said} for line, status, said in try_list(given["cib"], commands, folder, given["seconds"])]
    print(json.dumps(answers))


main()

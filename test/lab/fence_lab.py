#!/usr/bin/python3
"""Fence agent for the lab: asks the lab's power service, over the network, to switch a host off or on.

Options come on the standard input as name=value lines, the way Pacemaker's fencer hands them to every agent.
"""
import socket
import sys
import time

PARAMETERS = {
    "ip": ("string", "Address of the power service", "1"),
    "ipport": ("integer", "Port of the power service", "1"),
    "passwd_file": ("string", "File that holds the service's password", "1"),
    "plug": ("string", "Host to act on", "0"),
    "action": ("string", "off, on, reboot, status, monitor, list or metadata", "0"),
}
ACTIONS = ("on", "off", "reboot", "status", "list", "monitor", "metadata")


def metadata():
    rows = []
    for name, (kind, words, required) in PARAMETERS.items():
        default = ' default="reboot"' if name == "action" else ""
        rows.append(
            f'<parameter name="{name}" unique="0" required="{required}"><getopt mixed="--{name}"/>'
            f'<content type="{kind}"{default}/><shortdesc lang="en">{words}</shortdesc></parameter>'
        )
    actions = "".join(f'<action name="{action}"/>' for action in ACTIONS)
    print(
        '<?xml version="1.0" ?>\n<resource-agent name="fence_lab" shortdesc="Power of the lab\'s hosts">'
        "<longdesc>Switches hosts of the lab off and on, at once.</longdesc><vendor-url/>"
        f"<parameters>{''.join(rows)}</parameters><actions>{actions}</actions></resource-agent>"
    )


def options():
    given = {}
    if len(sys.argv) == 3 and sys.argv[1] in ("-o", "--action"):
        given["action"] = sys.argv[2]
    else:
        for line in sys.stdin:
            name, separator, value = line.strip().partition("=")
            if separator:
                given[name] = value
    given.setdefault("action", "reboot")
    # Pacemaker says `nodename` or `port` to agents that ask for it; `plug` is what this one documents.
    given["plug"] = given.get("plug") or given.get("port") or given.get("nodename", "")
    return given


def ask(given, action, plug="-"):
    with open(given["passwd_file"], encoding="ascii") as file:
        secret = file.read().strip()
    with socket.create_connection((given["ip"], int(given["ipport"])), timeout=10) as connection:
        connection.sendall(f"{secret} {action} {plug}\n".encode())
        answer = connection.makefile().readline().strip()
    if not answer or answer.startswith("error"):
        raise RuntimeError(answer or "the power service hung up")
    return answer


def act(given):
    action, plug = given["action"], given["plug"]
    if action == "monitor":
        ask(given, "list")
    elif action == "list":
        print("\n".join(f"{name}," for name in ask(given, "list").split()))
    elif action == "status":
        return 0 if ask(given, "status", plug) == "on" else 2
    elif action == "reboot":
        ask(given, "off", plug)
        time.sleep(1)
        ask(given, "on", plug)
    elif action in ("on", "off"):
        ask(given, action, plug)
    else:
        raise RuntimeError(f"there is no action {action}")
    return 0


def main():
    given = options()
    if given["action"] == "metadata":
        metadata()
        return 0
    try:
        return act(given)
    except (KeyError, OSError, RuntimeError, ValueError) as error:
        print(f"fence_lab: {error!r}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())

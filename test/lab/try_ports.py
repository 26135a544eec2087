"""Runs a script in a network namespace of its own, where it may filter what comes in, and tries from another which ports can be reached there.

unshare --net python3 try_ports.py FILTER LOOK PORT...    (2224/tcp)

FILTER and LOOK are scripts for sh: the one filters, the other looks at that. Prints, as JSON, what the second wrote and the ports that were reached, by IPv4 and by IPv6.
"""
import ctypes
import json
import os
import signal
import socket
import subprocess
import sys
import threading

ANSWER = b'here'
SECONDS = 0.7
NEW_NETWORK = 0x40000000
FAMILIES = {'ip': (socket.AF_INET, '10.99.0.2'), 'ip6': (socket.AF_INET6, 'fd99::2')}
KINDS = {'tcp': socket.SOCK_STREAM, 'udp': socket.SOCK_DGRAM}


def serve(kind, family, address, port):
    listener = socket.socket(family, KINDS[kind])
    listener.bind((address, port))
    if kind == 'tcp':
        listener.listen()
    threading.Thread(target=answer_all, args=(kind, listener), daemon=True).start()


def answer_all(kind, listener):
    while True:
        if kind == 'udp':
            _, sender = listener.recvfrom(100)
            listener.sendto(ANSWER, sender)
        else:
            connection, _ = listener.accept()
            threading.Thread(target=answer_twice, args=(connection,), daemon=True).start()


def answer_twice(connection):
    with connection:
        for _ in range(2):
            connection.recv(100)
            connection.sendall(ANSWER)


def is_reached(kind, family, address, port):
    """The second packet is one of a connection that is there already."""
    with socket.socket(family, KINDS[kind]) as one:
        one.settimeout(SECONDS)
        try:
            one.connect((address, port))
            for _ in range(2):
                one.sendall(b'?')
                if one.recv(100) != ANSWER:
                    return False
            return True
        except OSError:
            return False


def sh(script):
    return subprocess.run(['sh', '-c', script], check=True, stdout=subprocess.PIPE).stdout.decode()


def be_inside(filtering, look, wanted, told, heard):
    """What is tried: it is there before anything filters, so that both ends know one another's hardware addresses whatever is filtered."""
    sh('ip link set lo up; ip addr add 10.99.0.2/24 dev inside; ip addr add fd99::2/64 dev inside nodad; ip link set inside up')
    for kind, name, port in wanted:
        serve(kind, *FAMILIES[name], port)
    told.write(b'there\n')
    heard.readline()
    sh('set -e\n' + filtering)
    told.write(sh(look).encode())
    told.close()
    threading.Event().wait()


def try_all(wanted):
    reached = {name: [] for name in FAMILIES}

    def ask(kind, name, port):
        if is_reached(kind, *FAMILIES[name], port):
            reached[name].append('%d/%s' % (port, kind))

    asking = [threading.Thread(target=ask, args=each) for each in wanted]
    for each in asking:
        each.start()
    for each in asking:
        each.join()
    return {name: sorted(ports) for name, ports in reached.items()}


def pipe():
    out, end = os.pipe()
    return os.fdopen(out, 'rb'), os.fdopen(end, 'wb', 0)


def main(filtering, look, ports):
    wanted = [(kind, name, int(number)) for number, kind in (port.split('/') for port in ports) for name in FAMILIES]
    (hearing, told), (heard, telling) = pipe(), pipe()
    begun, beginning = pipe()
    child = os.fork()
    if child == 0:
        try:
            if ctypes.CDLL(None, use_errno=True).unshare(NEW_NETWORK) == 0:
                beginning.write(b'apart\n')
                # The other end is moved here meanwhile.
                heard.readline()
                be_inside(filtering, look, wanted, told, heard)
        finally:
            os._exit(1)
    for end in (told, heard, beginning):
        end.close()
    try:
        begun.readline()
        sh('ip link set lo up; ip link add outside type veth peer name inside netns %d; ip addr add 10.99.0.1/24 dev outside; ip addr add fd99::1/64 dev outside nodad; ip link set outside up' % child)
        telling.write(b'linked\n')
        hearing.readline()
        for _ in range(10):
            unfiltered = try_all(wanted)
            if all(len(reached) == len(ports) for reached in unfiltered.values()):
                break
        else:
            sys.exit('Not all ports are reached where nothing filters: %s' % unfiltered)
        telling.write(b'go on\n')
        said = hearing.read().decode()
        if not said:
            sys.exit('The filter was refused.')
        print(json.dumps({'said': said, 'reached': try_all(wanted)}))
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)


main(sys.argv[1], sys.argv[2], sys.argv[3:])

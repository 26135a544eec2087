/**
 * How a script for a host's sh begins that works on a private copy of the CIB: afterwards `makeFolder` makes the folder that `$folder` names,
 * `await PID` waits for what runs in the background, and `fail WORDS` ends the script.
 *
 * Nothing is left behind however it ends. Whatever takes long runs in the background, since sh obeys a signal only between two commands or in
 * `wait`, and is killed two seconds after a SIGTERM. Neither of the two ends of the connection is waited for with a file in the folder: what
 * comes is read before anything else, and the answer is written from open files whose folder is gone already.
 *
 * All of it is one line, since csh has no spelling for an argument of several; for POSIX sh, dash, bash and ksh.
 */
export const inPrivateFolder: readonly string[] = [
  'umask 077;',
  // The PATH of an account that is not root often lacks the sbin folders. Pacemaker's tools set no locale, and GLib, which reads
  // their options, then takes words of ASCII alone unless CHARSET says otherwise (2.1.5 and 3.0.0).
  'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"; LC_ALL=C; CHARSET=UTF-8; export PATH LC_ALL CHARSET;',
  'folder=; running=; other=;',
  'clean() { trap "" HUP INT TERM PIPE; [ -z "$running$other" ] || kill -KILL $running $other 2>/dev/null;',
  // What pcs has started itself may still be writing.
  '[ -z "$folder" ] || rm -rf "$folder" 2>/dev/null || { sleep 1; rm -rf "$folder"; }; };',
  'trap clean EXIT; trap "exit 129" HUP; trap "exit 130" INT; trap "exit 143" TERM; trap "exit 141" PIPE;',
  'await() { running=$1; wait "$1"; result=$?; running=; return "$result"; };',
  'fail() { echo "$1" >&2; exit 1; };',
  // In memory where there is room, so that no disk ever holds it.
  'makeFolder() { for place in "$XDG_RUNTIME_DIR" /dev/shm "${TMPDIR:-/tmp}"; do case $place in /*)',
  'folder=$(mktemp -d "$place/pacemaker-explorer.XXXXXXXXXX" 2>/dev/null) && break;; esac; folder=; done;',
  '[ -n "$folder" ] || fail "no folder for a private copy of the CIB"; };',
];

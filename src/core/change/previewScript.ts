/**
 * What `previewCommand` lets a host's sh do: it keeps the CIB that comes on stdin in a private folder, carries the steps out on a copy of it, asks
 * the scheduler about both, and answers with what it said and with the changed copy.
 *
 * `sh -c SCRIPT sh NONCE FORM STEPS [COUNT WORD…]… [EVENT…]`. FORM is `xml` or `text`, STEPS says how many steps follow, each after the number of
 * its words; what is left are words of crm_simulate that make something happen to the changed copy. A word is only ever named by its place
 * (`"${7}"`) and never read as shell. One line, since csh has no spelling for an argument of several; for POSIX sh, dash, bash and ksh.
 *
 * Nothing is left behind however it ends. Whatever takes long runs in the background, since sh obeys a signal only between two commands or in
 * `wait`, and is killed two seconds after a SIGTERM. Neither of the two ends of the connection is waited for with a file in the folder: what
 * comes is read before anything else, and the answer is written from open files whose folder is gone already.
 */
export const previewScript = [
  'umask 077;',
  // The PATH of an account that is not root often lacks the sbin folders. Pacemaker's tools set no locale, and GLib, which reads
  // their options, then takes words of ASCII alone unless CHARSET says otherwise (2.1.5 and 3.0.0).
  'PATH="$PATH:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin"; LC_ALL=C; CHARSET=UTF-8; export PATH LC_ALL CHARSET;',
  'nonce=$1; form=; [ "$2" != xml ] || form=--output-as=xml; steps=$3; shift 3;',
  'folder=; running=; other=;',
  'clean() { trap "" HUP INT TERM PIPE; [ -z "$running$other" ] || kill -KILL $running $other 2>/dev/null;',
  // What pcs has started itself may still be writing.
  '[ -z "$folder" ] || rm -rf "$folder" 2>/dev/null || { sleep 1; rm -rf "$folder"; }; };',
  'trap clean EXIT; trap "exit 129" HUP; trap "exit 130" INT; trap "exit 143" TERM; trap "exit 141" PIPE;',
  'await() { running=$1; wait "$1"; result=$?; running=; return "$result"; };',
  'fail() { echo "$1" >&2; exit 1; };',
  // crm_simulate and pcs keep working copies where these say.
  'simulate() { part=$1; shift; exec env TMPDIR="$folder" CIB_shadow_dir="$folder"',
  'crm_simulate $form --run --xml-file "$folder/$part.xml" "$@" >"$folder/$part.out" 2>"$folder/$part.err"; };',
  'edit() { exec env TMPDIR="$folder" CIB_shadow_dir="$folder" CIB_file="$folder/after.xml" "$@" >"$folder/step.out" 2>"$folder/step.err"; };',
  'part() { printf "\\n%s %s %s\\n" "$nonce" "$1" "$2"; [ -z "$3" ] || cat; };',

  // In memory where there is room, so that no disk ever holds it.
  'for place in "$XDG_RUNTIME_DIR" /dev/shm "${TMPDIR:-/tmp}"; do case $place in /*)',
  'folder=$(mktemp -d "$place/pacemaker-explorer.XXXXXXXXXX" 2>/dev/null) && break;; esac; folder=; done;',
  '[ -n "$folder" ] || fail "no folder for a private copy of the CIB";',
  'exec 3<&0; cat <&3 >"$folder/before.xml" & await $! || fail "no room for a private copy of the CIB"; exec 3<&- </dev/null;',
  'cp "$folder/before.xml" "$folder/after.xml" || fail "no room for a private copy of the CIB";',

  'simulate before & other=$!;',
  'step=0; while [ "$step" -lt "$steps" ]; do count=$1; shift;',
  'if [ "$1" = pcs ]; then at=2; words="pcs -f \\"\\$folder/after.xml\\""; else at=1; words=; fi;',
  'while [ "$at" -le "$count" ]; do words="$words \\"\\${$at}\\""; at=$((at + 1)); done;',
  'eval "edit $words &"; if await $!; then :; else failed=$result;',
  'exec 4<"$folder/step.err"; kill -KILL "$other" 2>/dev/null; other=; rm -rf "$folder" && folder=; part refused "$step $failed" text <&4; part end 0; exit 0; fi;',
  'shift "$count"; step=$((step + 1)); done;',
  'simulate after "$@" & await $!; after=$result; await "$other"; before=$result; other=;',

  'exec 4<"$folder/before.out" 5<"$folder/before.err" 6<"$folder/after.out" 7<"$folder/after.err" 8<"$folder/after.xml"; rm -rf "$folder" && folder=;',
  'part before "$before" text <&4; part before-said 0 text <&5; part after "$after" text <&6; part after-said 0 text <&7; part cib 0 text <&8; part end 0;',
].join(' ');

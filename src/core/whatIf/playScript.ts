import { inPrivateFolder } from '../change/inPrivateFolder';

/**
 * What `playCommand` lets a host's sh do: on a private copy of the CIB that comes on stdin it carries the steps out, lets the events happen, and lets
 * the scheduler react again and again until it has nothing left to do, each of its actions taken for done. It answers with what the scheduler said each
 * time, and with the status of the copy as it is then.
 *
 * `sh -c SCRIPT sh NONCE MOST STEPS [COUNT WORD…]… [EVENT…]`, where MOST is how often the scheduler may react; for the rest see `previewScript`.
 */
export const playScript = [
  'nonce=$1; most=$2; steps=$3; shift 3;',
  ...inPrivateFolder,
  'part() { printf "\\n%s %s %s\\n" "$nonce" "$1" "$2"; [ -z "$3" ] || cat; };',
  'edit() { exec env TMPDIR="$folder" CIB_shadow_dir="$folder" CIB_file="$folder/now.xml" "$@" >"$folder/step.out" 2>"$folder/step.err"; };',
  'play() { exec env TMPDIR="$folder" CIB_shadow_dir="$folder"',
  'crm_simulate --simulate --xml-file "$folder/now.xml" --save-output "$folder/next.xml" "$@" >"$folder/$round.out" 2>"$folder/step.err"; };',
  'look() { exec env TMPDIR="$folder" CIB_file="$folder/now.xml" crm_mon --one-shot --inactive --output-as=xml >"$folder/status.out" 2>"$folder/step.err"; };',
  // `failed PROGRAM STATUS`: what it said goes out when the folder is gone.
  'failed() { exec 4<"$folder/step.err"; rm -rf "$folder" && folder=; part "failed-$1" "$2" text <&4; part end 0; exit 0; };',

  'makeFolder; exec 3<&0; cat <&3 >"$folder/now.xml" & await $! || fail "no room for a private copy of the CIB"; exec 3<&- </dev/null;',
  'step=0; while [ "$step" -lt "$steps" ]; do count=$1; shift; at=1; words=; program=$1;',
  'while [ "$at" -le "$count" ]; do words="$words \\"\\${$at}\\""; at=$((at + 1)); done;',
  'eval "edit $words &"; await $! || failed "$program" "$result"; shift "$count"; step=$((step + 1)); done;',

  'round=0; while :; do play "$@" & await $! || failed crm_simulate "$result"; set --; mv "$folder/next.xml" "$folder/now.xml"; settled=1;',
  'sed -n "/^Executing [Cc]luster [Tt]ransition:/,/^Revised/p" "$folder/$round.out" | grep -q "^ *[*]" && settled=0;',
  'round=$((round + 1)); [ "$settled" = 0 ] && [ "$round" -lt "$most" ] || break; done;',
  'look & await $! || failed crm_mon "$result";',

  // What was said each time is one part after the other; only the last of them may be many.
  'exec 4<"$folder/status.out"; at=0; while [ "$at" -lt "$round" ]; do part said "$at"; cat "$folder/$at.out"; at=$((at + 1)); done >"$folder/all.out";',
  'exec 5<"$folder/all.out"; rm -rf "$folder" && folder=; cat <&5; part settled "$settled"; part status 0 text <&4; part end 0;',
].join(' ');

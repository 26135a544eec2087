import { inPrivateFolder } from './inPrivateFolder';

/**
 * What `previewCommand` lets a host's sh do: it keeps the CIB that comes on stdin in a private folder, carries the steps out on a copy of it, asks
 * the scheduler about both, and answers with what it said and with the changed copy.
 *
 * `sh -c SCRIPT sh NONCE FORM STEPS [COUNT WORD…]… [EVENT…]`. FORM is `xml` or `text`, STEPS says how many steps follow, each after the number of
 * its words; what is left are words of crm_simulate that make something happen to the changed copy. STEPS `given` means that the changed copy
 * comes on stdin too, behind a line that is the nonce. A word is only ever named by its place (`"${7}"`) and never read as shell.
 */
export const previewScript = [
  'nonce=$1; form=; [ "$2" != xml ] || form=--output-as=xml; steps=$3; shift 3;',
  ...inPrivateFolder,
  // crm_simulate and pcs keep working copies where these say.
  'simulate() { part=$1; shift; exec env TMPDIR="$folder" CIB_shadow_dir="$folder"',
  'crm_simulate $form --run --xml-file "$folder/$part.xml" "$@" >"$folder/$part.out" 2>"$folder/$part.err"; };',
  'edit() { exec env TMPDIR="$folder" CIB_shadow_dir="$folder" CIB_file="$folder/after.xml" "$@" >"$folder/step.out" 2>"$folder/step.err"; };',
  'part() { printf "\\n%s %s %s\\n" "$nonce" "$1" "$2"; [ -z "$3" ] || cat; };',

  'room() { fail "no room for a private copy of the CIB"; }; makeFolder;',
  'exec 3<&0; cat <&3 >"$folder/before.xml" & await $! || room; exec 3<&- </dev/null;',
  // A line of its own that nobody can guess parts the two.
  'if [ "$steps" = given ]; then steps=0; mv "$folder/before.xml" "$folder/both.xml"',
  '&& sed "/^$nonce\\$/,\\$d" "$folder/both.xml" >"$folder/before.xml" && sed "1,/^$nonce\\$/d" "$folder/both.xml" >"$folder/after.xml" && rm "$folder/both.xml" || room;',
  'else cp "$folder/before.xml" "$folder/after.xml" || room; fi;',

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

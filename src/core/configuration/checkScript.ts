import { inPrivateFolder } from '../change/inPrivateFolder';

/**
 * What `checkCommand` lets a host's sh do: of two CIBs that come on stdin, one behind the other with a line between them that is the nonce, it checks the
 * second against its schema and Pacemaker's own rules, and says what has to be changed to make it of the first. `sh -c SCRIPT sh NONCE`.
 */
export const checkScript = [
  'nonce=$1;',
  ...inPrivateFolder,
  'part() { printf "\\n%s %s %s\\n" "$nonce" "$1" "$2"; [ -z "$3" ] || cat; };',
  'room() { fail "no room for a private copy of the CIB"; }; makeFolder;',
  'exec 3<&0; cat <&3 >"$folder/both.xml" & await $! || room; exec 3<&- </dev/null;',
  'sed "/^$nonce\\$/,\\$d" "$folder/both.xml" >"$folder/before.xml" && sed "1,/^$nonce\\$/d" "$folder/both.xml" >"$folder/after.xml" && rm "$folder/both.xml" || room;',
  // Of a text on stdin it says "line 7", of a file its path.
  'check() { exec env TMPDIR="$folder" crm_verify -V --xml-pipe <"$folder/after.xml" >"$folder/check.out" 2>&1; };',
  'differ() { exec env TMPDIR="$folder" crm_diff --original "$folder/before.xml" --new "$folder/after.xml" >"$folder/diff.out" 2>"$folder/diff.err"; };',
  'check & await $!; checked=$result; differ & await $!; differed=$result;',
  'exec 4<"$folder/check.out" 5<"$folder/diff.out" 6<"$folder/diff.err"; rm -rf "$folder" && folder=;',
  'part checked "$checked" text <&4; part differed "$differed" text <&5; part differed-said 0 text <&6; part end 0;',
].join(' ');

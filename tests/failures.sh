#!/usr/bin/env bash
# Prints the name and the message of every failed test of a run, and what else a run left that did not come to its end.
# usage: failures.sh DIRECTORY    with the .trx files of the run, and its console output as *.txt
set -uo pipefail
results=${1:?usage: failures.sh DIRECTORY}

# The message stands as XML: entities are read, the stack trace is left out.
find "$results" -name '*.trx' -print0 | sort -z | xargs -0 -r awk '
  function text(s) {
    gsub(/&lt;/, "<", s); gsub(/&gt;/, ">", s); gsub(/&quot;/, "\"", s); gsub(/&apos;/, "\047", s)
    gsub(/&#xD;/, "", s); gsub(/&#xA;/, "\n      ", s); gsub(/&amp;/, "\\&", s)
    return s
  }
  BEGIN { RS = "<UnitTestResult |<ResultSummary "; FS = "\n" }
  FNR > 1 && /^[^>]*outcome="Failed"/ && match($0, /testName="[^"]*"/) {
    name = text(substr($0, RSTART + 10, RLENGTH - 11))
    message = "(no message)"
    if (match($0, /<Message>[^<]*<\/Message>/)) message = text(substr($0, RSTART + 9, RLENGTH - 19))
    gsub(/\n/, "\n      ", message)
    printf "  %s\n      %s\n", name, message
    next
  }
  # A host that crashed or was ended because it hung: what the runner says of the whole run.
  /<RunInfo [^>]*outcome="(Error|Failed)"/ {
    rest = $0
    while (match(rest, /<RunInfo [^>]*outcome="(Error|Failed)"[^>]*>[ \r\n]*<Text>[^<]*<\/Text>/)) {
      part = substr(rest, RSTART, RLENGTH)
      rest = substr(rest, RSTART + RLENGTH)
      sub(/.*<Text>/, "", part); sub(/<\/Text>.*/, "", part)
      # That a test failed is said above.
      if (part !~ /\[FAIL\]/) printf "  the run\n      %s\n", text(part)
    }
  }'

# Tests that ran when the host ended: begun and not completed.
find "$results" -name 'Sequence_*.xml' -print0 | sort -z | xargs -0 -r grep -ho '<Test [^>]*Completed="False"[^>]*>' | grep -o ' Name="[^"]*"' | sed 's/ Name="\(.*\)"/  \1\n      it ran when the test host ended (hung or crashed)/'

# A promise says what it did not reach before its own line.
find "$results" -name '*.txt' -print0 | sort -z | xargs -0 -r awk '
  /^  not reached: / { open = 1; reasons = reasons "      " substr($0, 16) "\n"; next }
  /^  journals and logs: / { open = 0; next }
  / BROKEN$/ && reasons != "" { printf "  promise %s\n%s", $1, reasons; reasons = ""; open = 0; next }
  open { reasons = reasons "      " $0 "\n" }
  END { if (reasons != "") printf "  a promise\n%s", reasons }'

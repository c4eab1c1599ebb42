#!/usr/bin/env bash
# Installs what the tests need, builds, checks the format, runs every test.
# Name and message of all that failed stand just before the last line, which is "N passed, N failed, N skipped"; the exit code is 0 only when
# everything held.
set -uo pipefail
cd "$(dirname "$0")" || exit 2
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1
# The SDK and npm keep caches there.
[ -n "${HOME:-}" ] && mkdir -p "$HOME" 2>/dev/null && [ -w "$HOME" ] || { HOME=$(mktemp -d) && export HOME; }
results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT
updated=

step() { printf '\n== %s\n' "$*"; }

fail() {
  printf '\n%s\n' "$1"
  echo "0 passed, 1 failed, 0 skipped"
  exit 1
}

# need COMMAND PACKAGE WHY: installs a Debian package when its command is missing and that is allowed here.
need() {
  command -v "$1" >/dev/null && return
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    step "installing $2 ($3)"
    [ -n "$updated" ] || apt-get update -qq || fail "apt-get update failed; install by hand: apt-get install $2"
    updated=1
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$2" >/dev/null || fail "Installing $2 failed. $3 needs it: apt-get install $2"
  fi
  command -v "$1" >/dev/null || fail "$1 is missing: $3 needs it. Install it with: sudo apt-get install $2"
}

command -v dotnet >/dev/null || fail "The .NET 10 SDK is missing: install dotnet-sdk-10.0 and see that 'dotnet' is on the PATH."
need node nodejs "checking our wire formats against independent programs"
need npm npm "checking our wire formats against independent programs"
need redis-server redis-server "the storage tests, each on servers of its own"
need chromium chromium "the tests of pages in a real browser"

step "packages"
for folder in tests/ServerSessions.Tests/Interop tests/ServerSessions.BrowserTests; do
  (cd "$folder" && npm ci --no-audit --no-fund --silent) || fail "npm ci failed in $folder."
done
dotnet restore ServerSessions.sln -v q || fail "dotnet restore failed."

step "build"
# In Release, as the product runs: tests and promises are of one build.
dotnet build ServerSessions.sln -c Release --no-restore -v q || fail "The build failed."

step "format"
# Only the whitespace: style and analysis are errors of the build, and to run them again takes minutes.
dotnet format whitespace ServerSessions.sln --verify-no-changes --no-restore -v q || fail "The format is off; 'dotnet format' mends it."

step "tests"
code=0
# run PROJECT [ARGUMENT...]
run() {
  dotnet test "$1" -c Release --no-build --logger "trx;LogFilePrefix=tests" --results-directory "$results" --blame-hang-timeout 10m --blame-hang-dump-type none -v q "${@:2}" || code=1
}
run tests/ServerSessions.Testing.Tests
run tests/ServerSessions.Tests

# Pages in a browser; the long ones of these tests run apart (CONTRIBUTING.md).
run tests/ServerSessions.BrowserTests --filter "Length!=Long"

step "promises (short forms; the long ones: docs/operations.md)"
# The last line is "promises: N passed, N failed in N s".
dotnet run -c Release --no-build --project tests/ServerSessions.Chaos -- all --short | tee "$results/promises.txt"
[ "${PIPESTATUS[0]}" -eq 0 ] || code=1
promises=$(tail -n 1 "$results/promises.txt")

count() { cat "$results"/*.trx 2>/dev/null | grep -o "<Counters[^>]*" | grep -o " $1=\"[0-9]*" | grep -o '[0-9]*$' | awk '{ n += $1 } END { print n + 0 }'; }

passed=$(count passed) failed=$(count failed) skipped=$(count notExecuted)
if [[ "$promises" =~ ^promises:\ ([0-9]+)\ passed,\ ([0-9]+)\ failed ]]; then
  passed=$((passed + BASH_REMATCH[1])) failed=$((failed + BASH_REMATCH[2]))
else
  unfinished="The promises were not all tried: the harness did not come to its end."
  failed=$((failed + 1)) code=1
fi
if [ "$code" -ne 0 ] && [ "$failed" -eq 0 ]; then
  printf '\nThe test run ended with exit code %s before every test had told its result.\n' "$code"
  failed=1
fi
[ "$passed" -gt 0 ] || { printf '\nNo test ran.\n'; code=1; }
[ "$code" -eq 0 ] || { step "failed"; tests/failures.sh "$results"; [ -z "${unfinished:-}" ] || echo "  $unfinished"; }
echo "$passed passed, $failed failed, $skipped skipped"
exit "$code"

# Counting checks and tests. Sourced by run.

passed=0 failed=0 skipped=0

say() { printf '\n== %s\n' "$*"; }

# check NAME COMMAND...: runs it, and counts how that went. Its output is shown only if it fails.
check() {
    local name=$1 log
    shift
    log=$(mktemp -p "$work")
    if "$@" >"$log" 2>&1; then
        passed=$((passed + 1))
        printf 'ok      %s\n' "$name"
    else
        failed=$((failed + 1))
        printf 'FAILED  %s\n' "$name"
        sed 's/^/        /' "$log"
    fi
    rm -f "$log"
}

# count_tests FOLDER: adds up what the tests' reports (*.trx) in it say.
count_tests() {
    local file counters
    for file in "$1"/*.trx; do
        [[ -e $file ]] || continue
        counters=$(grep -o '<Counters [^>]*>' "$file" | head -n 1)
        passed=$((passed + $(counter passed)))
        failed=$((failed + $(counter failed)))
        skipped=$((skipped + $(counter total) - $(counter executed)))    # notExecuted is always 0
    done
}

counter() { sed -n "s/.* $1=\"\([0-9]*\)\".*/\1/p" <<<"$counters"; }

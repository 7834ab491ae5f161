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
    local file counters name value
    for file in "$1"/*.trx; do
        [[ -e $file ]] || continue
        counters=$(grep -o '<Counters [^>]*>' "$file" | head -n 1)
        for name in passed failed notExecuted; do
            value=$(sed -n "s/.* $name=\"\([0-9]*\)\".*/\1/p" <<<"$counters")
            case $name in
                passed) passed=$((passed + value)) ;;
                failed) failed=$((failed + value)) ;;
                notExecuted) skipped=$((skipped + value)) ;;
            esac
        done
    done
}

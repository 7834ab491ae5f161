# Counting checks, free ports and the certificates of the gate. Sourced by run.

passed=0 failed=0 skipped=0
used_ports=" "

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

# free_port VARIABLE: a TCP port on which nothing listens, never the same twice. Below the range that the
# kernel takes outgoing ports from.
free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 12000))
        [[ $used_ports == *" $port "* ]] && continue
        grep -qi "$(printf ':%04X ' "$port")" /proc/net/tcp /proc/net/tcp6 2>/dev/null && continue
        used_ports+="$port "
        printf -v "$1" %s "$port"
        return
    done
}

# wait_for_port PORT: up to 30 seconds for something to listen on it.
wait_for_port() {
    local attempt
    for ((attempt = 0; attempt < 300; attempt++)); do
        (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return
        sleep 0.1
    done
    echo "nothing listens on port $1"
    return 1
}

# stop_pid PID: asks it to end, and insists after ten seconds.
stop_pid() {
    local attempt
    kill "$1" 2>/dev/null || return 0
    for ((attempt = 0; attempt < 100; attempt++)); do
        kill -0 "$1" 2>/dev/null || return 0
        sleep 0.1
    done
    kill -KILL "$1" 2>/dev/null || true
}

# make_authority NAME: a certificate authority, NAME.pem and NAME.key.
make_authority() {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj "/CN=$1" \
        -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
        -keyout "$work/tls/$1.key" -out "$work/tls/$1.pem" 2>/dev/null
}

# make_certificate NAME AUTHORITY SUBJECT-ALTERNATIVE-NAMES: NAME.pem, with the authority behind it, and NAME.key.
make_certificate() {
    openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" \
        -keyout "$work/tls/$1.key" -out "$work/tls/$1.csr" 2>/dev/null
    openssl x509 -req -in "$work/tls/$1.csr" -CA "$work/tls/$2.pem" -CAkey "$work/tls/$2.key" -CAcreateserial -days 2 \
        -extfile <(printf 'subjectAltName=%s\nextendedKeyUsage=serverAuth\n' "$3") -out "$work/tls/$1.leaf" 2>/dev/null
    cat "$work/tls/$1.leaf" "$work/tls/$2.pem" >"$work/tls/$1.pem"
    chmod 644 "$work/tls/$1.key"
}

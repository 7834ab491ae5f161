# OpenLDAP twice: with TLS (StartTLS, and from the first octet), and without.

start_slapd() {
    free_port ldap_port
    free_port ldaps_port
    free_port ldap_plain_port
    mkdir -p "$work/slapd"/{tls,plain}
    slapd_config tls "TLSCACertificateFile $work/tls/authority.pem" \
        "TLSCertificateFile $work/tls/server.leaf" "TLSCertificateKeyFile $work/tls/server.key"
    slapd_config plain
    slapd -f "$work/slapd/tls.conf" -h "ldap://127.0.0.1:$ldap_port/ ldaps://127.0.0.1:$ldaps_port/" -d 0 &
    slapd_pids=$!
    slapd -f "$work/slapd/plain.conf" -h "ldap://127.0.0.1:$ldap_plain_port/" -d 0 &
    slapd_pids+=" $!"
    wait_for_port "$ldap_port" && wait_for_port "$ldaps_port" && wait_for_port "$ldap_plain_port"
}

# slapd_config NAME LINE...: writes NAME.conf with these lines.
slapd_config() {
    local name=$1
    shift
    {
        echo "include /etc/ldap/schema/core.schema"
        echo "modulepath /usr/lib/ldap"
        echo "moduleload back_mdb"
        echo "pidfile $work/slapd/$name.pid"
        ((!$#)) || printf '%s\n' "$@"
        echo "database mdb"
        echo "suffix dc=example,dc=org"
        echo "directory $work/slapd/$name"
    } >"$work/slapd/$name.conf"
}

stop_slapd() {
    local pid
    for pid in ${slapd_pids:-}; do
        stop_pid "$pid"
    done
}

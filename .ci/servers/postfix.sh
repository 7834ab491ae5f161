# Postfix with three ports: STARTTLS, TLS from the first octet, and no TLS.

start_postfix() {
    local home=$work/postfix
    free_port smtp_port
    free_port smtps_port
    free_port smtp_plain_port
    mkdir -p "$home"/{etc,queue,data}
    chown postfix "$home/data"
    cat >"$home/etc/main.cf" <<END
compatibility_level = 3.6
queue_directory = $home/queue
data_directory = $home/data
maillog_file = $home/log
maillog_file_prefixes = $home
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mail.example.org
mydestination =
local_transport = error:no mail here
default_transport = error:no mail here
alias_maps =
alias_database =
smtpd_tls_chain_files = $work/tls/server.key, $work/tls/server.pem
smtpd_tls_security_level = may
smtpd_tls_auth_only = yes
smtpd_peername_lookup = no
local_recipient_maps =
END
    cat >"$home/etc/master.cf" <<END
postlog unix-dgram n - n - 1 postlogd
cleanup unix n - n - 0 cleanup
rewrite unix - - n - - trivial-rewrite
proxymap unix - - n - - proxymap
anvil unix - - n - 1 anvil
tlsmgr unix - - n 1000? 1 tlsmgr
error unix - - n - - error
127.0.0.1:$smtp_port inet n - n - - smtpd
127.0.0.1:$smtps_port inet n - n - - smtpd -o smtpd_tls_wrappermode=yes
127.0.0.1:$smtp_plain_port inet n - n - - smtpd -o smtpd_tls_security_level=none
END
    postfix -c "$home/etc" start
    wait_for_port "$smtp_port" && wait_for_port "$smtps_port" && wait_for_port "$smtp_plain_port"
}

stop_postfix() {
    local pid_file=$work/postfix/queue/pid/master.pid
    [[ -s $pid_file ]] && stop_pid "$(tr -d ' \n' <"$pid_file")"
}

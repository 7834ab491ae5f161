# Dovecot twice: with TLS (IMAP, POP3, both also from the first octet), and without.

start_dovecot() {
    free_port imap_port
    free_port imaps_port
    free_port pop3_port
    free_port pop3s_port
    free_port imap_plain_port
    free_port pop3_plain_port
    mkdir -p "$work/dovecot"
    dovecot_config tls "$imap_port" "$imaps_port" "$pop3_port" "$pop3s_port" <<END
ssl = required
ssl_cert = <$work/tls/server.pem
ssl_key = <$work/tls/server.key
END
    dovecot_config plain "$imap_plain_port" 0 "$pop3_plain_port" 0 <<<"ssl = no"
    dovecot -F -c "$work/dovecot/tls.conf" &
    dovecot_pids=$!
    dovecot -F -c "$work/dovecot/plain.conf" &
    dovecot_pids+=" $!"
    wait_for_port "$imap_port" && wait_for_port "$imaps_port" && wait_for_port "$pop3_port" && wait_for_port "$pop3s_port" &&
        wait_for_port "$imap_plain_port" && wait_for_port "$pop3_plain_port"
}

# dovecot_config NAME IMAP IMAPS POP3 POP3S: writes NAME.conf; what it reads is put in. Port 0 is none.
dovecot_config() {
    local name=$1 settings
    settings=$(cat)
    shift
    cat >"$work/dovecot/$name.conf" <<END
$settings
base_dir = $work/dovecot/$name
log_path = $work/dovecot/$name.log
listen = 127.0.0.1
protocols = imap pop3
mail_location = maildir:$work/dovecot/mail
disable_plaintext_auth = yes
passdb {
  driver = static
  args = nopassword=y
}
userdb {
  driver = static
  args = uid=nobody gid=nogroup home=$work/dovecot
}
service imap-login {
  inet_listener imap {
    port = $1
  }
  inet_listener imaps {
    port = $2
    ssl = yes
  }
}
service pop3-login {
  inet_listener pop3 {
    port = $3
  }
  inet_listener pop3s {
    port = $4
    ssl = yes
  }
}
END
}

stop_dovecot() {
    local pid
    for pid in ${dovecot_pids:-}; do
        stop_pid "$pid"
    done
}

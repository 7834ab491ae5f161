namespace ProtocolKit.Protocols.Tests.Attacks;

/// <content>What is said before TLS, at its start, and what is known of it afterwards.</content>
internal static partial class Catalogue
{
    private static CatalogueCase[] Boundary =>
    [
        Shown(1, "a command in one segment with the request for TLS is carried out inside", Behind, InOneSegment,
            "ProtocolKit.AspNetCore.Tests/BadInputTests.Octets_behind_STARTTLS_close_the_connection_before_TLS_is_promised"),
        Shown(2, "a command in a segment of its own, before the ClientHello", Behind, InPlaceOfTls, "ProtocolKit.AspNetCore.Tests/BadInputTests.Commands_in_place_of_TLS_close_the_connection"),
        Shown(3, "a beginning of a command behind the request, which the first line inside completes", Behind),
        Shown(4, "a request for TLS among other commands, or framed otherwise than the check for injection assumes", Behind, NearMiss, Unasked,
            "CommandTests.What_nearly_is_a_command_costs_no_client_its_TLS"),
        Shown(5, "injected commands that make the victim's password the contents of a message", Behind,
            "ProtocolKit.AspNetCore.Tests/HostileClientTests.Whatever_clients_say_they_come_to_no_handler_and_the_server_lives"),
        Shown(6, "packets behind a binary request for TLS", Behind, "ProtocolKit.AspNetCore.Tests/BinaryProtocolTests.Plaintext_behind_the_request_is_refused_before_it_is_granted"),
        Shown(7, "a ClientHello in one segment with the request: taken or refused, never waited for", TlsShaped,
            "ProtocolKit.AspNetCore.Tests/BinaryProtocolTests.Where_a_client_does_not_wait_TLS_in_one_segment_with_the_request_is_read",
            "ProtocolKit.AspNetCore.Tests/BadInputTests.TLS_in_one_segment_with_STARTTLS_is_refused_as_anything_else_there_is"),
        Shown(8, "answers in one segment with the success reply", Behind, InOneSegment, "HostilePeerTests.Octets_behind_the_answer_that_starts_TLS_fail_the_client_before_TLS"),
        Shown(9, "answers in a segment of their own, before the ServerHello", Behind, InPlaceOfTls,
            "ProtocolKit.Tests/BoundaryTests.A_client_looks_at_the_socket_once_more_before_it_sends_TLS"),
        Shown(10, "a beginning of an answer behind the success reply, which the first answer inside completes", Behind),
        Shown(11, "an injected list of capabilities where the server speaks first inside", Behind, "PeculiarityTests.ManageSieve_servers_speak_first_inside_TLS"),
        Shown(12, "an FTP reply behind the success reply that logs in without a password", Behind),
        Shown(13, "a success reply before the request", Unasked, "HostilePeerTests.An_answer_before_the_question_is_a_violation"),
        Shown(14, "answers behind a refusal, for a client that goes on in the clear", "ProtocolKit.Tests/OpportunisticTests.Anything_but_a_clean_refusal_is_thrown"),
        Shown(15, "records behind the last message that TLS skips or waits behind", TlsShaped, "ProtocolKit.Tests/HandshakeOctetsTests.Octets_in_place_of_a_handshake_end_both_roles_as_a_failed_one",
            "ProtocolKit.Tests/LimitTests.A_handshake_that_stalls_ends_at_the_deadline"),
        Shown(16, "more than PostgreSQL's answer of one octet", Behind, NearMiss),
        Shown(17, "elements or white space behind XMPP's consent or request", Behind),
        Shown(18, "packets behind MySQL's greeting or LDAP's response", Behind),
    ];

    private static CatalogueCase[] Negotiation =>
    [
        Shown(19, "the offer of TLS taken out of the list", Memory, OtherStep, "ProtocolKit.Tests/FailureTests.A_server_that_was_told_to_refuse_says_so_and_closes",
            "ClientReplayTests.A_recorded_server_leads_the_client_to_the_same_end_however_its_octets_arrive"),
        Shown(20, "a request for capabilities refused or answered with nonsense", OtherStep),
        Shown(21, "a refused request for TLS", NearMiss, "ConversationTests.A_server_that_was_told_to_refuse_says_so_and_the_client_understands"),
        Shown(22, "another reply than the success reply that is no error either", NearMiss, "PeculiarityTests.FTP_starts_TLS_at_234_alone"),
        Shown(23, "the success reply with another tag, number or namespace", NearMiss, "HostilePeerTests.An_answer_with_another_tag_is_a_violation",
            "XmlMessageTests.Only_the_consent_of_the_right_namespace_is_one"),
        Shown(24, "an IMAP greeting that says one is signed in", Greeting, "ImapTests.Clients_take_what_servers_say"),
        Shown(25, "other greetings that say so", Greeting, OtherStep),
        Shown(26, "a server that speaks an older dialect, which has no TLS", Greeting, "MySqlTests.A_server_of_an_older_protocol_does_not_offer_TLS"),
        Shown(27, "a failed handshake, behind which the client connects again without TLS",
            $"{nameof(TransportAttackTests)}.{nameof(TransportAttackTests.A_handshake_that_fails_is_not_followed_by_another_connection)}",
            "ProtocolKit.Tests/OpportunisticTests.A_certificate_that_cannot_be_verified_is_thrown"),
        Shown(28, "a request that is never answered", Ending, "ProtocolKit.Tests/LimitTests.A_silent_server_is_left_at_the_deadline"),
        Shown(29, "a way to a connection that leaves the upgrade out", "ProtocolKit.Tests/BoundaryTests.A_machine_that_completes_in_the_clear_gets_no_connection"),
        Shown(30, "a server that serves before TLS, or takes a claim of TLS for TLS", OtherStep, "ProtocolKit.AspNetCore.Tests/InClearTests.TLS_is_required_unless_said_otherwise",
            "MySqlTests.A_client_that_asks_for_no_TLS_is_told_to"),
        Shown(31, "a client that asks again and again behind refusals", NearMiss, OtherStep),
        Shown(32, "TLS asked for twice, or inside TLS", Behind, Unasked, OtherStep),
        Shown(33, "a request with an argument, in other case, or with other spaces", NearMiss, "CommandTests.White_space_at_the_end_and_the_case_of_letters_make_no_difference"),
        Shown(34, "a request for TLS within something else", OtherStep, "ImapTests.What_a_literal_holds_is_no_command", "PeculiarityTests.ManageSieve_clients_hide_no_command_in_a_literal"),
        Shown(35, "a referral to another server before TLS", Greeting, "LdapTests.A_client_understands_the_response"),
        Shown(36, "a name from the DNS in place of the caller's", "ProtocolKit.Tests/PeerVerificationTests.A_callers_other_target_host_is_not_taken",
            "HttpConnectTests.The_target_is_the_name_that_the_certificate_must_carry"),
        Shown(37, "IRC servers that deny a capability or the list of them", OtherStep, "IrcTests.A_client_hears"),
    ];

    private static CatalogueCase[] Knowledge =>
    [
        Shown(38, "capabilities from before TLS that are used inside", Memory, NonInterference),
        Shown(39, "capabilities within the exchange that starts TLS", Memory, NonInterference),
        Shown(40, "capabilities from before TLS that are used where none are told inside", Memory, NonInterference, OtherStep),
        Shown(41, "capabilities that mean something inside only, told before", Memory, NonInterference),
        Shown(42, "messages about a mailbox before TLS", Memory, Unasked, NonInterference),
        Shown(43, "an attacker's text shown to the user", "ProtocolKit.Tests/FailureTests.What_the_server_says_is_told_escaped", "WireLogTests.Octets_that_are_no_text_are_escaped"),
        Shown(44, "an attacker's error in place of the answer", NearMiss, "PostgresTests.A_client_shows_the_error_in_place_of_the_answer",
            "MySqlTests.A_client_understands_an_error_in_place_of_the_greeting"),
        Shown(45, "a server that takes the attacker's identity from before TLS for the client's", Memory, NonInterference),
        Shown(46, "options that were set before TLS and hold inside", Memory, NonInterference),
        Shown(47, "passwords and identities said before TLS", $"{nameof(SaidInClearTests)}.{nameof(SaidInClearTests.No_credential_of_the_account_is_said_before_TLS)}",
            "SecretTests.It_is_in_no_log_no_failure_and_no_span"),
        NotHere(48, "a login in the clear although the server has forbidden it", "The machines have no login: the caller gets a stream inside TLS only.", NonInterference),
        Shown(49, "values that are never said again inside, such as MySQL's scramble",
            $"{nameof(SaidInClearTests)}.{nameof(SaidInClearTests.What_a_connection_keeps_of_the_plaintext_is_called_unauthenticated)}"),
        Shown(50, "the challenge in POP3's greeting, answered inside", Memory, NonInterference),
        Shown(51, "an LDAP identity from before TLS that holds inside", Memory, NonInterference),
    ];
}

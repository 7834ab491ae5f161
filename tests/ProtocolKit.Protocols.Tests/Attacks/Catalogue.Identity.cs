namespace ProtocolKit.Protocols.Tests.Attacks;

/// <content>Who the other side is, and how long a connection lives.</content>
internal static partial class Catalogue
{
    private static CatalogueCase[] Identity =>
    [
        Shown(87, "certificates of another name, of no known authority, out of date", "ProtocolKit.Tests/PeerVerificationTests.A_certificate_with_a_fault_is_refused_and_the_fault_named"),
        Shown(88, "a name in the common name only", "ProtocolKit.Tests/PeerVerificationTests.A_certificate_with_a_fault_is_refused_and_the_fault_named"),
        Shown(89, "wildcards that stand for too much", "ProtocolKit.Tests/VerifiedUpgradeTests.A_wildcard_stands_for_a_whole_label",
            "ProtocolKit.Tests/PeerVerificationTests.A_wildcard_does_not_stand_for_two_labels"),
        Shown(90, "an XMPP server's own name in place of the domain", "ProtocolKit.Tests/PeerVerificationTests.A_callers_other_target_host_is_not_taken",
            "ProtocolKit.Tests/ServiceNameTests.It_is_for_the_server_name_and_not_for_the_host_that_is_connected_to",
            "IdentityTests.A_client_takes_the_names_of_its_own_service"),
        Shown(91, "addresses, no name, a final dot, U-labels", "ProtocolKit.Tests/VerifiedUpgradeTests.A_name_matches_whatever_its_case_place_and_final_dot",
            "ProtocolKit.Tests/VerifiedUpgradeTests.An_address_is_matched_with_the_addresses_in_the_certificate"),
        Shown(92, "no server name, or an unknown one", "ProtocolKit.Tests/VerifiedUpgradeTests.A_server_may_choose_its_TLS_options_by_name"),
        Shown(93, "a certificate that is looked at behind the password",
            $"{nameof(TransportAttackTests)}.{nameof(TransportAttackTests.Nothing_is_said_inside_TLS_to_a_server_whose_certificate_is_refused)}",
            "ProtocolKit.Tests/PeerVerificationTests.A_handshake_that_succeeds_without_a_verdict_is_a_failed_one"),
        Shown(94, "old versions of TLS", "ProtocolKit.Tests/PeerVerificationTests.Old_TLS_versions_cannot_be_asked_for"),
        Shown(95, "renegotiation", "ProtocolKit.AspNetCore.Tests/HostileHandshakeTests.A_client_that_renegotiates_is_no_fault_of_the_servers"),
        Shown(96, "a client of another protocol that someone has led to this server", OtherStep, "ProtocolKit.Tests/FailureTests.A_server_that_agrees_on_another_ALPN_protocol_is_refused"),
        Shown(97, "no or another ALPN protocol", "ProtocolKit.Tests/FailureTests.Where_nothing_but_ALPN_tells_the_protocol_a_server_without_it_is_refused"),
        Shown(98, "a session that is resumed for another host, protocol or policy",
            "ProtocolKit.Tests/ResumptionTests.A_session_from_where_a_client_certificate_is_asked_for_does_for_where_it_is_not_and_the_reverse",
            "ProtocolKit.Tests/VerifiedUpgradeTests.The_chain_is_kept_if_asked_for_and_resumed_sessions_are_verified_too"),
        NotHere(99, "a channel binding that is lost in the upgrade", "Logins are the caller's, who has the TLS stream itself and so its binding."),
        NotHere(100, "a client certificate that counts as a login", "The machines have no login: what a certificate is good for is for the host to say.",
            "ProtocolKit.Tests/VerifiedUpgradeTests.A_client_certificate_is_verified"),
        Shown(101, "the end of the connection within a message inside TLS", Ending, "ProtocolKit.Tests/FailureTests.The_end_of_the_connection_within_a_message_is_truncation"),
        NotHere(102, "plaintext behind the end of TLS", "There is no way back to plaintext: neither a machine nor the transport goes on behind TLS.",
            "ProtocolKit.AspNetCore.Tests/UpgradeTests.TLS_is_ended_behind_the_handlers_last_word"),
    ];

    private static CatalogueCase[] Lifecycle =>
    [
        NotHere(103, "a pool that hands out a connection of another policy", "Nothing is pooled: each call has a connection of its own.",
            "ProtocolKit.Tests/VerifiedUpgradeTests.Many_connections_at_a_time_share_options_and_are_verified_each_for_its_own_host"),
        Shown(104, "someone else who writes while TLS starts", "ProtocolKit.Tests/BoundaryTests.A_channel_that_gave_its_stream_away_cannot_read_or_write"),
        Shown(105, "a server that says more behind its success reply", Unasked, Behind, InPlaceOfTls),
        Shown(106, "a server that is not ready for TLS when it says so", "ProtocolKit.Tests/VerifiedUpgradeTests.Both_roles_meet_over_TCP_and_exchange_data_inside_TLS",
            "ProtocolKit.AspNetCore.Tests/LoadTests.Of_a_thousand_connections_at_once_that_upgrade_and_echo_none_is_lost"),
        Shown(107, "a server that goes on in the clear behind a failed handshake", InPlaceOfTls),
        Shown(108, "a dialogue that does not go on behind a refusal, or inside TLS", "LdapTests.The_session_goes_on_behind_a_refusal",
            "FtpTests.A_server_that_refuses_TLS_goes_on_unless_it_says_goodbye", "ConversationTests.What_one_role_says_the_other_reads_up_to_the_end"),
        Shown(109, "data connections in the clear", "PeculiarityTests.FTP_protects_its_data_connections_before_the_caller_gets_the_stream",
            "FtpTests.The_connection_tells_whether_data_connections_will_be_private"),
        Shown(110, "a plaintext stream that is used behind the upgrade", "ProtocolKit.Tests/BoundaryTests.A_channel_that_gave_its_stream_away_cannot_read_or_write"),
        NotHere(111, "mail in the clear although DANE demands TLS", "TLS is required unless the caller names the other method; whether DANE applies is for the caller to know.",
            "ProtocolKit.Tests/PeerVerificationTests.A_pinned_key_is_enough_where_the_caller_says_so"),
        NotHere(112, "mail in the clear although MTA-STS demands TLS", "As with DANE: policies are looked up by the caller, who then requires TLS, which is the default.",
            "ProtocolKit.Tests/PeerVerificationTests.A_certificate_with_a_fault_is_refused_and_the_fault_named"),
        Shown(113, "REQUIRETLS offered before TLS only", Memory, NonInterference),
        Shown(114, "a failure that a report can't name", "ProtocolKit.Tests/FailedUpgradeTests.A_certificate_that_has_expired_is_a_warning",
            "ProtocolKit.Tests/FailedUpgradeTests.What_a_server_answers_is_told"),
        NotHere(115, "a server that was secure once, and whose offer is gone", "Nothing is remembered, as TLS is always required: ConnectOpportunisticAsync is the caller's own choice each time.",
            "ProtocolKit.Tests/OpportunisticTests.Anything_but_a_clean_refusal_is_thrown"),
    ];
}

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <content>How messages are told apart, and what they may cost.</content>
internal static partial class Catalogue
{
    private static CatalogueCase[] Framing =>
    [
        Shown(52, "lines that end with LF alone", NearMiss),
        Shown(53, "CR alone, twice, or behind the LF", NearMiss),
        Shown(54, "NUL in a line", NearMiss),
        Shown(55, "a line end in two segments", Split, Behind),
        Shown(56, "replies of several lines with different codes", NearMiss,
            "PeculiarityTests.FTP_replies_of_several_lines_end_at_their_own_code_and_a_space"),
        Shown(57, "several lines where one is expected", NearMiss, Behind, "SmtpTests.Clients_take_what_servers_say"),
        NotHere(58, "ends of SMTP's mail data that two servers read differently",
            "Mail data is said inside TLS, by whoever has the stream: there is no parser of it here."),
        Shown(59, "literals in the exchange that starts TLS", NearMiss, "ImapTests.What_a_literal_holds_is_no_command"),
        Shown(60, "octets beyond ASCII, and escape sequences", NearMiss, "WireLogTests.Octets_that_are_no_text_are_escaped",
            "TextTests.Whatever_the_text_of_a_reply_is_TLS_starts"),
        Shown(61, "line ends in what the caller sets",
            $"{nameof(SaidInClearTests)}.{nameof(SaidInClearTests.No_parameter_brings_a_line_of_its_own_into_the_dialogue)}",
            $"{nameof(SaidInClearTests)}.{nameof(SaidInClearTests.No_host_brings_a_line_of_its_own_into_the_dialogue)}"),
        Shown(62, "another end for the same octets in other segments", Split,
            "HostilePeerTests.However_a_servers_octets_are_changed_the_client_ends_alike_however_they_are_cut",
            "HostilePeerTests.However_a_clients_octets_are_changed_the_server_ends_alike_however_they_are_cut"),
    ];

    private static CatalogueCase[] Resources =>
    [
        Shown(63, "a line without end, or one whose end is read as another line", Size,
            "ProtocolKit.AspNetCore.Tests/BadInputTests.A_line_of_a_mebibyte_closes_the_connection"),
        Shown(64, "a reply of lines without end", Size, "HostilePeerTests.More_lines_than_the_limit_allows_are_a_violation"),
        Shown(65, "unasked messages without end", Size, "ProtocolKit.Tests/LimitTests.Notices_without_end_are_a_violation"),
        Shown(66, "an octet now and then", "ProtocolKit.Tests/LimitTests.A_server_that_says_an_octet_now_and_then_gains_no_time"),
        Shown(67, "a handshake that stalls", "ProtocolKit.Tests/LimitTests.A_handshake_that_stalls_ends_at_the_deadline"),
        Shown(68, "many connections that ask for TLS and leave",
            "ProtocolKit.AspNetCore.Tests/LimitTests.Kestrels_limit_of_connections_holds",
            "ProtocolKit.AspNetCore.Tests/LimitTests.Kestrel_counts_the_handshakes"),
        Shown(69, "empty records, warnings and the like within TLS",
            "ProtocolKit.Tests/HandshakeOctetsTests.Empty_records_are_told_to_be_no_TLS",
            "ProtocolKit.AspNetCore.Tests/HostileHandshakeTests.Octets_that_break_TLS_inside_are_no_fault_of_the_servers"),
        Shown(70, "a caller who cancels at any point",
            "ProtocolKit.Tests/LimitTests.A_canceled_upgrade_closes_the_connection_wherever_it_stands"),
    ];

    private static CatalogueCase[] Notations =>
    [
        Shown(71, "an XMPP stream that goes on inside TLS without a new header", OtherStep, Unasked),
        Shown(72, "prefixes and open elements of XML from before TLS",
            "ProtocolKit.Tests/XmlStreamTests.A_new_stream_forgets_the_one_before", NonInterference),
        Shown(73, "a DOCTYPE and entities", "ProtocolKit.Tests/XmlTokenizerTests.What_is_no_element_is_not_read"),
        Shown(74, "instructions, comments, CDATA, a second declaration, other encodings",
            "ProtocolKit.Tests/XmlTokenizerTests.What_is_no_element_is_not_read",
            "ProtocolKit.Tests/XmlTokenizerTests.Octets_that_are_no_UTF8_are_not_read"),
        Shown(75, "elements too deep, too long, or with too many attributes", Size, "ProtocolKit.Tests/XmlTokenizerTests.Bounds_are_kept",
            "ProtocolKit.Tests/XmlTokenizerTests.Depth_is_bounded_with_or_without_contents"),
        Shown(76, "features that contradict each other, or of another namespace", Memory,
            "XmlMessageTests.An_element_of_another_namespace_is_no_offer"),
        Shown(77, "a stream identifier that comes again, another host", "DialogueTests.A_value_that_TLS_renews_is_another_one_inside",
            "XmppTests.A_client_takes_a_header_that_leaves_something_out_but_not_another_host"),
        Shown(78, "BER of indefinite length",
            $"{nameof(GreetingTests)}.{nameof(GreetingTests.An_LDAP_client_starts_no_TLS_behind_BER_that_is_malformed)}"),
        Shown(79, "lengths of BER that are too great, or longer than they need be", Size,
            $"{nameof(GreetingTests)}.{nameof(GreetingTests.An_LDAP_client_starts_no_TLS_behind_BER_that_is_malformed)}"),
        Shown(80, "an inner length of BER beyond the outer, no length, another tag",
            $"{nameof(GreetingTests)}.{nameof(GreetingTests.An_LDAP_client_starts_no_TLS_behind_BER_that_is_malformed)}"),
        Shown(81, "oddities of LDAP's response", NearMiss, OtherStep, "LdapTests.A_client_understands_the_response"),
        NotHere(82, "LDAP operations under way while TLS starts",
            "A client's machine has none; a server's answers each before it reads on.",
            "LdapTests.A_server_answers_each_operation_before_TLS_with_its_own_response"),
        Shown(83, "LDAP's notice of disconnection around the response", Unasked,
            "LdapTests.A_client_ignores_unsolicited_notifications_but_that_of_disconnection"),
        Shown(84, "lengths of PostgreSQL that no message has",
            $"{nameof(GreetingTests)}.{nameof(GreetingTests.A_server_starts_no_TLS_behind_a_length_that_no_message_has)}",
            "PostgresTests.What_is_no_packet_is_told_so"),
        Shown(85, "lengths and numbers of MySQL that no packet has", NearMiss,
            $"{nameof(GreetingTests)}.{nameof(GreetingTests.A_server_starts_no_TLS_behind_a_length_that_no_message_has)}",
                "MySqlTests.What_is_no_login_is_a_bad_handshake"),
        Shown(86, "a message of just the size of a buffer", Size,
            "ProtocolKit.Tests/LimitTests.A_message_that_fills_its_limit_exactly_is_read"),
    ];
}

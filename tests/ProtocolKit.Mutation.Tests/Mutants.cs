namespace ProtocolKit.Mutation.Tests;

/// <summary>The mutants: each breaks one promise of the run time, of Kestrel's middleware, or of the generator.</summary>
internal static class Mutants
{
    private const string Core = "src/ProtocolKit/";
    private const string Hosting = "src/ProtocolKit.AspNetCore/";
    private const string Emitter = "generators/ProtocolKit.Grammar/Emit/";

    public static IReadOnlyList<Mutant> All { get; } =
    [
        // The boundary between plaintext and TLS.
        new("what arrived before the request is not looked at", Core + "Transport/Driving/Dialogue.cs",
            "if (isSending)\n            channel.PullArrived", "if (isSending && channel.Budget < 0)\n            channel.PullArrived",
                Run("BoundaryTests")),
        new("what arrived behind the go-ahead is not looked at", Core + "Transport/Driving/MessageChannel.cs",
            "&& SocketProbe.HasPlaintextArrived(Stream))", "&& Budget < 0)", Run("BoundaryTests")),
        new("octets behind the go-ahead are handed to TLS", Core + "Machines/DialogueMachine.cs",
            "if (!leftover.IsEmpty && !(TlsMayBeUnread && BeginsTls(leftover)))", "if (leftover.Length < 0)",
                TestSelection.OfClasses("ProtocolKit.Protocols.Tests", "HostilePeerTests")),
        new("a server overlooks what stands behind the command", Core + "Machines/DialogueMachine.cs",
            ": step.IsGoAhead);", ": step.IsGoAhead && step.Name.Length == 0);", Attacks("smtp")),
        new("a failed machine gives the connection away", Core + "Transport/Driving/UpgradeRun.cs",
            "return Machine.NextAction == UpgradeAction.Complete ? Finish(Tls) : null;", "return Finish(Tls);", Run("FailureTests")),

        // Limits.
        new("there is no deadline in the clear", Core + "Transport/Driving/UpgradeRun.cs",
            "await Dialogue.RunAsync(Machine, _channel, Patience, deadline.Token).ConfigureAwait(false);\n        if (Machine.NextAction == UpgradeAction.Complete)",
            "await Dialogue.RunAsync(Machine, _channel, Patience, default).ConfigureAwait(false);\n        if (Machine.NextAction == UpgradeAction.Complete)", Run("LimitTests")),
        new("there is no deadline inside TLS", Core + "Transport/Driving/UpgradeRun.cs",
            "await Dialogue.RunAsync(Machine, _channel, Patience, deadline.Token).ConfigureAwait(false);\n        return",
            "await Dialogue.RunAsync(Machine, _channel, Patience, default).ConfigureAwait(false);\n        return", Run("LimitTests")),
        new("there is no limit on the octets in the clear", Core + "Transport/Driving/UpgradeRun.cs",
            "new MessageChannel(stream, Math.Max(maxOctets, Machine.MaxMessageOctets))", "new MessageChannel(stream, int.MaxValue)",
                Run("LimitTests")),
        new("there is no limit on the octets inside TLS", Core + "Transport/Driving/UpgradeRun.cs",
            "new MessageChannel(Tls, Math.Max(maxOctets, Machine.MaxMessageOctets))", "new MessageChannel(Tls, int.MaxValue)",
                Run("LimitTests")),
        new("there is no limit on the messages of a dialogue", Core + "Machines/DialogueMachine.Steps.cs",
            "if (_rounds < _plan.MaxRounds)", "if (_rounds >= 0)", Attacks("smtp")),
        new("there is no limit on a message", Core + "Messages/ScanCursor.cs",
            "_isFull = source.Length >= maxOctets;", "_isFull = false;",
                TestSelection.OfClasses("ProtocolKit.Protocols.Tests", "A_parser_takes_no_message_over_its_limit")),

        // Who the peer is.
        new("another name in the certificate will do", Core + "Transport/Tls/PeerVerifier.cs",
            "return isMismatch ||", "return isMismatch ? CertificateErrors.None :", Run("PeerVerificationTests")),
        new("a service of another protocol will do", Core + "Transport/Tls/ServiceNames.cs",
            "string.Equals(text, service, StringComparison.OrdinalIgnoreCase)",
                "text.EndsWith(expected, StringComparison.OrdinalIgnoreCase)", Run("ServiceNameTests")),
        new("a service's name hides other faults", Core + "Transport/Tls/PeerVerifier.cs",
            "policyErrors &= ~SslPolicyErrors.RemoteCertificateNameMismatch;", "policyErrors = SslPolicyErrors.None;",
                Run("ServiceNameTests")),
        new("an authority for some hosts may name any service", Core + "Transport/Tls/ServiceNames.cs",
            " || IsConstrained(chain)", "", Run("ServiceNameTests")),
        new("a common name will do", Core + "Transport/Tls/PeerVerifier.cs",
            "if (!isMismatch && IsNamed(peer, expected))", "if (!isMismatch)", Run("PeerVerificationTests")),
        new("a chain that leads nowhere will do", Core + "Transport/Tls/PeerVerifier.cs",
            "CertificateFaults.OfChain(peer, chain, policyErrors) | CertificateStrength", "CertificateStrength",
                Run("PeerVerificationTests")),
        new("a weak key or signature will do", Core + "Transport/Tls/PeerVerifier.cs",
            "CertificateFaults.OfChain(peer, chain, policyErrors) | CertificateStrength.OfChain(chain)",
                "CertificateFaults.OfChain(peer, chain, policyErrors)",
            Run("CertificateStrengthTests")),
        new("pins are not compared", Core + "Transport/Tls/PeerVerifier.cs",
            "errors |= CertificateErrors.PinMismatch;", "errors |= CertificateErrors.None;", Run("PeerVerificationTests")),
        new("a TLSA record of a server is not compared", Core + "Transport/Tls/AssociatedPeer.cs",
            "CertificateAssociationUsage.EndEntity && association.Matches(peer)", "CertificateAssociationUsage.EndEntity", Run("PeerAssociationTests")),
        new("an authority of a TLSA record need not have signed", Core + "Transport/Tls/AssociatedPeer.cs",
            "CertificateFaults.OfStatus(peer, chain, status & ~CertificateFaults.Untrusted)", "CertificateErrors.None", Run("PeerAssociationTests")),
        new("behind an authority of a TLSA record any name will do", Core + "Transport/Tls/AssociatedPeer.cs",
            " | findNameErrors(chain);", ";", Run("PeerAssociationTests")),
        new("a weak digest counts beside a stronger one", Core + "Transport/Tls/AssociatedPeer.cs",
            "weaker.Matching != CertificateAssociationMatching.Sha256 ||", "true ||", Run("PeerAssociationTests")),
        new("a client without certificate will do", Core + "Transport/Tls/UpgradeOptions.Shared.cs",
            "IsCertificateOptional = ClientCertificates == ClientCertificateUse.Requested", "IsCertificateOptional = true",
                Run("PeerVerificationTests")),
        new("the client takes any ALPN protocol", Core + "Transport/Tls/TlsHandshake.cs",
            "(agreed.Protocol.IsEmpty || agreed == offered)", "(agreed.Protocol.IsEmpty || agreed != default)", Run("SharedOptionsTests")),
        new("a session is resumed although that was not to be", Core + "Transport/Tls/ClientHandshake.cs",
            "tls.AllowTlsResume &= MayResume;", "tls.AllowTlsResume |= !MayResume;", Run("ResumptionTests")),

        // What a caller may set.
        new("a caller can allow renegotiation", Core + "Transport/Tls/ClientHandshake.cs",
            "tls.AllowRenegotiation = false;", "_ = tls.AllowRenegotiation;", Run("PeerVerificationTests", "SharedOptionsTests")),
        new("a caller's chain policy is not looked at", Core + "Transport/Tls/ClientHandshake.cs",
            "tls.CertificateChainPolicy = ChainPolicies.ForPeer(tls.CertificateChainPolicy, ChainPolicies.ServerAuthentication);", "",
            Run("PeerVerificationTests", "SharedOptionsTests")),
        new("a caller can ask for TLS 1.1", Core + "Transport/Tls/TlsVersions.cs",
            "versions is SslProtocols.Tls12 or SslProtocols.Tls13 or Default", "versions != SslProtocols.None",
                Run("PeerVerificationTests")),

        // Opportunistic clients.
        new("a failure that is no refusal is answered with plaintext", Core + "Transport/UpgradeClient.Opportunistic.cs",
            "is not { MayGoOnInClear: true } failure", "is not { } failure", Run("OpportunisticTests")),
        new("octets behind a refusal are handed to the caller", Core + "Transport/Driving/UpgradeRun.cs",
            "return _channel.Unread.IsEmpty ? _channel.GiveAway() : null;", "return _channel.GiveAway();", Run("OpportunisticTests")),

        // Dialogues.
        new("after a wrong value another message is tried", Core + "Machines/DialogueMachine.Steps.cs",
            "if (isWrong)", "if (isWrong && _rounds < 0)",
                TestSelection.OfClasses("ProtocolKit.Generator.Tests", "A_wrong_value_is_no_other_message")),
        new("what a peer says is shown as it is", Core + "Wire/EscapedText.cs",
            ">= 0x20 and <= 0x7E => text.Append((char)octet),", ">= 0x08 => text.Append((char)octet),", Run("FailureTests")),
        new("the handler runs after a dialogue that failed inside TLS", Hosting + "StartTlsMiddleware.cs",
            "if (await upgrade.GoOnInsideTlsAsync().ConfigureAwait(false))",
                "if (await upgrade.GoOnInsideTlsAsync().ConfigureAwait(false) || upgrade is not null)",
            TestSelection.OfClasses("ProtocolKit.AspNetCore.Tests", "A_dialogue_that_fails_inside_TLS")),

        // What is generated.
        new("a repetition may turn once less", Emitter + "Parsers/PlaceEmitter.Steps.cs",
            "]++ > {count.Maximum}", "]++ >= {count.Maximum}", Places("pop3")),
        new("the length of a run is not checked", Emitter + "Parsers/PlaceEmitter.Steps.cs",
            "yield return $\"if ({isWrong}) return OperationStatus.InvalidData;\";", "yield return $\"_ = {isWrong};\";",
            Places("irc")),
        new("a wrong value is taken", Emitter + "Parsers/PlaceEmitter.Steps.cs",
            "(isEarlier ? \"DiffersFromEarlier\" : \"HasWrongValue\")} = true;",
                "(isEarlier ? \"DiffersFromEarlier\" : \"HasWrongValue\")} = false;",
                TestSelection.OfClasses("ProtocolKit.Generator.Tests", "A_wrong_value_is_no_other_message")),
        new("letters of a literal are compared exactly", Emitter + "Parsers/PlaceEmitter.cs",
            "octets.Any(SpelledWord.IsLetter) ? \"SkipIgnoringCase\" : \"Skip\"", "\"Skip\"", Construct("known words")),
        new("a counted run has one octet more", Emitter + "Parsers/PlaceEmitter.cs",
            "registers[{run.Start}] + {run.Maximum} &&", "registers[{run.Start}] + {run.Maximum} + 1 &&", Places("http-connect")),
        new("a record may have a separator and no rest", Core + "Messages/PlainRecords.cs",
            "wordEnd != start && end != wordEnd + 1 &&", "wordEnd != start &&", Pumped("smtp")),
        new("a record may have any separator", Core + "Messages/PlainRecords.cs",
            "(source[wordEnd] ^ _separator) & wordEnd - end >> 31", "(source[wordEnd] ^ _separator) & 0",
                TestSelection.OfClasses("ProtocolKit.Protocols.Tests", "LongListTests")),
        new("a record may begin with any octet of a word", Core + "Messages/PlainRecords.cs",
            "(!_hasFirst || _first.Contains(source[start]))", "true", Pumped("pop3")),
        new("the end of a record is not compared to its last octet", Core + "Messages/RecordEnd.cs",
            "ulong.MaxValue >> 8 *", "ulong.MaxValue >> 8 + 8 *", Pumped("smtp")),
        new("the last record begins an octet later", Core + "Messages/PlainRecords.cs",
            "end + _beforeLast.Length :", "end + _beforeLast.Length + 1 :", Pumped("smtp")),
        new("a message ends behind any record", Core + "Messages/PlainRecords.cs",
            "source.Length - end < _last.Length || !_last.IsAt(source, end))", "source.Length - end < _last.Length)", Pumped("imap")),
        new("the word of the last record is not noted", Core + "Messages/PlainRecords.cs",
            "            count = 2;", "            count = 1;", TestSelection.OfClasses("ProtocolKit.Protocols.Tests", "LongListTests")),
        new("the last record is none", Core + "Messages/PlainRecords.cs",
            "block.Next = next;", "block.Next = next; if (next < 0) return false;", Pumped("imap")),
        new("records are passed over whose lists are enumerated", Core + "Messages/ScanCursor.cs",
            "return (_list & ListLayout.IsWithinRecord) == 0 && _records != records;", "return _records != records;", Pumped("nntp")),
        new("a part may be longer than what it stands in", Core + "Wire/WireFormat.cs",
            "if (size < 0 || size > limit - position)", "if (size < 0)", Places("rdp")),
        new("a number may have more octets than it takes", Core + "Wire/WireFormat.cs",
            "length == 1 | (ulong)((bits >> 55) + 1) > 1;", "length > 0;", Run("BerTests")),
        new("what all ways begin with is left out", Emitter + "Parsers/PlaceEmitter.cs",
            "common.SelectMany(", "common.Skip(1).SelectMany(", Places("nntp")),
    ];

    private static TestSelection Run(params IEnumerable<string> classes) => TestSelection.OfClasses("ProtocolKit.Tests", classes);

    private static TestSelection Attacks(string grammar) =>
        new("ProtocolKit.Protocols.Tests", $"FullyQualifiedName~AttackTests&DisplayName~{grammar}");

    private static TestSelection Construct(string name) =>
        new("ProtocolKit.Generator.Tests", $"FullyQualifiedName~Every_construct&DisplayName~{name}");

    private static TestSelection Pumped(string grammar) =>
        new("ProtocolKit.Generator.Tests", $"FullyQualifiedName~PlaceTests.Sentences_in&DisplayName~{grammar}");

    private static TestSelection Places(string grammar) =>
        new("ProtocolKit.Generator.Tests", $"FullyQualifiedName~PlaceTests.At_every&DisplayName~{grammar}");
}

using ProtocolKit.Testing;

namespace ProtocolKit.Protocols.Tests.Attacks;

/// <summary>A way in which STARTTLS has failed somewhere.</summary>
/// <param name="Number">Its number in the catalogue of such failures.</param>
/// <param name="What">It in words.</param>
/// <param name="ShownBy">The families of <see cref="AttackSuite"/> and the tests that show that it fails here. A test of another project
/// has the project's name before it.</param>
/// <param name="WhyNot">Where nothing shows it: why it can't happen here.</param>
internal sealed record CatalogueCase(int Number, string What, string[] ShownBy, string WhyNot);

/// <summary>The 115 known ways in which STARTTLS has failed, and what shows that they fail here.</summary>
internal static partial class Catalogue
{
    public static IEnumerable<CatalogueCase> All =>
        [.. Boundary, .. Negotiation, .. Knowledge, .. Framing, .. Resources, .. Notations, .. Identity, .. Lifecycle];

    private static string Behind => nameof(AttackFamily.Behind);

    private static string TlsShaped => nameof(AttackFamily.TlsShaped);

    private static string NearMiss => nameof(AttackFamily.NearMiss);

    private static string Unasked => nameof(AttackFamily.Unasked);

    private static string OtherStep => nameof(AttackFamily.OtherStep);

    private static string Memory => nameof(AttackFamily.Memory);

    private static string Size => nameof(AttackFamily.Size);

    private static string Ending => nameof(AttackFamily.Ending);

    private static string Split => nameof(AttackFamily.Split);

    private static string NonInterference =>
        $"{nameof(NonInterferenceTests)}.{nameof(NonInterferenceTests.Whatever_is_said_before_TLS_the_same_words_inside_lead_to_the_same)}";

    private static string InOneSegment =>
        $"{nameof(TransportAttackTests)}.{nameof(TransportAttackTests.Plaintext_in_the_segment_of_the_last_message_before_TLS_ends_the_upgrade_before_an_octet_of_TLS)}";

    private static string InPlaceOfTls =>
        $"{nameof(TransportAttackTests)}.{nameof(TransportAttackTests.Plaintext_in_place_of_TLS_ends_the_upgrade_and_is_not_answered)}";

    private static string Greeting => $"{nameof(GreetingTests)}.{nameof(GreetingTests.A_client_ends_there_and_says_nothing_more)}";

    private static CatalogueCase Shown(int number, string what, params string[] by) => new(number, what, by, "");

    private static CatalogueCase NotHere(int number, string what, string whyNot, params string[] by) => new(number, what, by, whyNot);
}

using ProtocolKit.Protocols;

namespace ProtocolKit.Testing.Tests.Attacks;

/// <summary>The suite convicts machines that break a promise, and no others.</summary>
public sealed class AttackSuiteTests
{
    /// <summary>A broken promise, the role that breaks it, and a family that must show it.</summary>
    public static TheoryData<string, UpgradeRole, AttackFamily> Convictions => new()
    {
        { nameof(Broken.StartsTlsOverLeftovers), UpgradeRole.Client, AttackFamily.Behind },
        { nameof(Broken.StartsTlsOverLeftovers), UpgradeRole.Client, AttackFamily.TlsShaped },
        { nameof(Broken.StartsTlsOverLeftovers), UpgradeRole.Server, AttackFamily.Behind },
        { nameof(Broken.DropsWhatCameUnasked), UpgradeRole.Client, AttackFamily.Unasked },
        { nameof(Broken.DropsWhatCameUnasked), UpgradeRole.Server, AttackFamily.Behind },
        { nameof(Broken.ConsumesTooMuch), UpgradeRole.Client, AttackFamily.Behind },
        { nameof(Broken.ConsumesTooMuch), UpgradeRole.Server, AttackFamily.Behind },
        { nameof(Broken.TakesAnyAnswer), UpgradeRole.Client, AttackFamily.NearMiss },
        { nameof(Broken.IsCompleteWithoutTls), UpgradeRole.Client, AttackFamily.NearMiss },
        { nameof(Broken.KeepsWhatWasSaidBeforeTls), UpgradeRole.Client, AttackFamily.Memory },
        { nameof(Broken.EndsByWhatWasSaidBeforeTls), UpgradeRole.Client, AttackFamily.Memory },
        { nameof(Broken.EndsByWhatWasSaidBeforeTls), UpgradeRole.Server, AttackFamily.Memory },
        { nameof(Broken.WantsEverMore), UpgradeRole.Client, AttackFamily.Size },
        { nameof(Broken.WantsEverMore), UpgradeRole.Server, AttackFamily.Size },
        { nameof(Broken.WaitsForEver), UpgradeRole.Client, AttackFamily.Ending },
        { nameof(Broken.WaitsForEver), UpgradeRole.Server, AttackFamily.Ending },
        { nameof(Broken.WritesMore), UpgradeRole.Client, AttackFamily.Honest },
        { nameof(Broken.WritesMore), UpgradeRole.Server, AttackFamily.Honest },
        { nameof(Broken.DemandsWholeMessages), UpgradeRole.Client, AttackFamily.Split },
        { nameof(Broken.DemandsWholeMessages), UpgradeRole.Server, AttackFamily.Split },
        { nameof(Broken.Throws), UpgradeRole.Client, AttackFamily.NearMiss },
        { nameof(Broken.Throws), UpgradeRole.Server, AttackFamily.NearMiss },
    };

    [Theory]
    [MemberData(nameof(Convictions))]
    public void A_machine_that_breaks_a_promise_is_convicted(string broken, UpgradeRole role, AttackFamily family)
    {
        var report = Run(Enum.Parse<Broken>(broken), role, family);

        Assert.False(report.Held);
        Assert.Contains(report.Broken, result => result.Family == family);
    }

    [Theory]
    [InlineData(UpgradeRole.Client)]
    [InlineData(UpgradeRole.Server)]
    public void A_sound_machine_is_acquitted(UpgradeRole role)
    {
        var report = Run(Broken.Nothing, role);

        Assert.True(report.Held, string.Join('\n', report.Broken));
        Assert.Equal(Enum.GetValues<AttackFamily>(), report.Results.Select(result => result.Family).Distinct().Order());
    }

    [Fact]
    public void Each_result_is_one_line_that_says_what_was_tried_and_what_happened()
    {
        var report = Run(Broken.StartsTlsOverLeftovers, UpgradeRole.Client, AttackFamily.Behind);

        Assert.Equal(report.Results.Count, report.ToString().Split('\n').Length);
        Assert.Contains("held   Honest: the dialogue as it should be: 1 tried: 1 Secured", report.ToString(), StringComparison.Ordinal);
        Assert.Contains(
            "BROKEN Behind: 'no' and its beginnings behind 'ready' in the same segment: ", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("It starts TLS with \"5\" unread.", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_number_makes_the_same_attacks() =>
        Assert.Equal(Run(Broken.Nothing, UpgradeRole.Client).ToString(), Run(Broken.Nothing, UpgradeRole.Client).ToString());

    [Fact]
    public void A_definition_without_its_grammar_is_an_error_that_says_what_to_set()
    {
        var suite = AttackSuite.For(new BrokenProtocol(Smtp.Definition, Broken.Nothing));

        var error = Assert.Throws<ArgumentException>(suite.RunClient);

        Assert.Contains("AttackOptions.Grammar", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grammar_with_errors_is_an_error_that_shows_the_first()
    {
        var suite = AttackSuite.For(Smtp.Definition, new AttackOptions { Grammar = "protocol smtp\nport x\n" });

        Assert.Contains("The grammar has errors", Assert.Throws<ArgumentException>(suite.RunServer).Message, StringComparison.Ordinal);
    }

    private static AttackReport Run(Broken broken, UpgradeRole role, params AttackFamily[] families)
    {
        var suite = AttackSuite.For(
            new BrokenProtocol(Smtp.Definition, broken),
            new AttackOptions { Grammar = Grammar, Families = families.Length > 0 ? families : null });
        return role == UpgradeRole.Client ? suite.RunClient() : suite.RunServer();
    }

    private static string Grammar { get; } = Read();

    private static string Read()
    {
        var assembly = typeof(Smtp).Assembly;
        var name = assembly.GetManifestResourceNames().Single(name => name.EndsWith("/smtp.protocol", StringComparison.Ordinal));
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}

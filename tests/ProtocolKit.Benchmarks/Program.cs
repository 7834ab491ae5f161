using ProtocolKit.Benchmarks.Emission;
using ProtocolKit.Benchmarks.Parsing;
using ProtocolKit.Benchmarks.Surveying;
using ProtocolKit.Benchmarks.Upgrading;

return args switch
{
    ["parse"] => ParseCommand.Run(),
    ["check"] => CheckCommand.Run(),
    ["rounds"] => RoundsCommand.Run(),
    ["upgrade"] => await UpgradeCommand.RunAsync().ConfigureAwait(false),
    ["survey"] => SurveyBenchmark.Run(),
    ["survey-servers"] => await SurveyServers.RunAsync().ConfigureAwait(false),
    ["survey-client"] => await SurveyClient.RunAsync().ConfigureAwait(false),
    ["emission"] => EmissionCommand.Run(),
    ["probe"] => await ProbeCommand.RunAsync().ConfigureAwait(false),
    ["serve"] => await ServeCommand.RunAsync().ConfigureAwait(false),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        parse     compares parsers and measures them (5 minutes)
        upgrade   measures what a whole upgrade costs the client (2 minutes)
        survey    measures surveys of ten thousand servers on loopback beside bare handshakes (4 minutes)
        check     compares parsers only
        rounds    measures generated beside hand-written parsers, in turns (half a minute)
        emission  measures what grammars become, and what that costs a build (3 minutes)
        """);
    return 2;
}

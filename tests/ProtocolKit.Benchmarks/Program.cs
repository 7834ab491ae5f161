using ProtocolKit.Benchmarks.Parsing;

return args switch
{
    ["parse"] => ParseCommand.Run(),
    ["check"] => CheckCommand.Run(),
    ["rounds"] => RoundsCommand.Run(),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        parse    compares and measures parsers (5 minutes)
        check    compares only
        rounds   measures generated beside hand-written parsers, in turns (20 seconds)
        """);
    return 2;
}

namespace ProtocolKit.Cli;

/// <summary>What the help of <c>survey</c> says of its results.</summary>
internal static class SurveyHelp
{
    public const string Text =
        """
        Each line of the results is the object that 'probe --json' prints (see 'probe --help'), and besides surveyed { input, time, domain,
        record (mx or srv), priority, authenticated (by DNSSEC), lookupError (lookupFailed, noSuchDomain, notOffered, unusable,
        givenUp, notUnderstood), targets }; with --mx or --policy also policy { dane { records, usable, matches, fault }, mtaSts { mode, namesHost,
        why } }.
        Where --output exists, the survey goes on behind the last whole line: no target is surveyed twice, and none is left out.
        The exit code is 0 where all was surveyed, whatever was found, and 1 where an input was not understood.
        """;
}

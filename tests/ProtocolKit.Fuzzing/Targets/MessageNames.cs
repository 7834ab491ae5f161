namespace ProtocolKit.Fuzzing.Targets;

/// <summary>What a definition calls its messages: it is among the strings in the method that reads their labels.</summary>
internal static class MessageNames
{
    private const byte LoadString = 0x72;
    private const byte StringToken = 0x70;

    /// <summary>Finds the names of messages by their types, which are named after them.</summary>
    public static (MessageParser Parser, string? Name)[] WithNames(ProtocolDefinition protocol, MessageParser[] parsers)
    {
        var names = StringsOf(protocol)
            .ToLookup(name => string.Concat(name.Where(char.IsAsciiLetterOrDigit)), StringComparer.OrdinalIgnoreCase);
        return [.. parsers.Select(parser => (parser, names[parser.Name.Split('+')[^1]].FirstOrDefault()))];
    }

    private static SortedSet<string> StringsOf(ProtocolDefinition protocol)
    {
        var strings = new SortedSet<string>(StringComparer.Ordinal);
        for (var type = protocol.GetType(); type != typeof(ProtocolDefinition); type = type.BaseType!)
        {
            if (type.GetMethod(nameof(ProtocolDefinition.VisitLabels)) is not { } method || method.DeclaringType != type)
                continue;
            var code = method.GetMethodBody()!.GetILAsByteArray()!;
            for (var at = 0; at + 4 < code.Length; at++)
            {
                if (code[at] == LoadString && code[at + 4] == StringToken)
                    strings.Add(method.Module.ResolveString(BitConverter.ToInt32(code, at + 1)));
            }
        }

        return strings;
    }
}

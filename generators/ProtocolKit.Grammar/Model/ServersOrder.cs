namespace ProtocolKit.Grammar.Model;

/// <summary>The order in which a server says and reads the lines of a dialogue: of two lines that both sides say without waiting, it says
/// its own first.</summary>
internal static class ServersOrder
{
    /// <summary>Puts lines into the server's order.</summary>
    /// <param name="lines">The lines, in the client's order.</param>
    /// <param name="isTogether">Whether a line is one of two that both sides say without waiting; the client's stands first.</param>
    public static IReadOnlyList<T> Of<T>(IEnumerable<T> lines, Func<T, bool> isTogether)
    {
        var result = lines.ToList();
        for (var i = 0; i + 1 < result.Count; i++)
        {
            if (!isTogether(result[i]))
                continue;
            (result[i], result[i + 1]) = (result[i + 1], result[i]);
            i++;
        }

        return result;
    }

    /// <inheritdoc cref="Of{T}"/>
    public static IReadOnlyList<LineModel> Of(IEnumerable<LineModel> lines) => Of(lines, line => line.IsTogether);
}

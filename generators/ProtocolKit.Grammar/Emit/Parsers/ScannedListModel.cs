namespace ProtocolKit.Grammar.Emit.Parsers;

/// <summary>A list whose values a parser notes.</summary>
/// <param name="Name">What its constant is called where no other list has that name.</param>
/// <param name="End">The register that notes where a value ends.</param>
/// <param name="Registers">The registers that are noted of a value, in any order, with commas between them.</param>
/// <param name="IsWithinRecord">Whether it stands in a record.</param>
internal sealed record ScannedListModel(string Name, string End, string Registers, bool IsWithinRecord)
{
    /// <summary>The C# expression of its layout.</summary>
    /// <param name="registers">The registers of the parser, by number.</param>
    public string Layout(IReadOnlyList<string> registers)
    {
        var own = Registers.Split(',');
        return $"{registers.First(own.Contains)} | {registers.Last(own.Contains)} << 8 | {End} << 16"
            + (IsWithinRecord ? " | ListLayout.IsWithinRecord" : "");
    }
}

using System.Runtime.CompilerServices;

namespace ProtocolKit.Generator.Tests.Support;

/// <summary>A test of the shipped grammars' snapshots, from when there are any.</summary>
internal sealed class ShippedSnapshotTheoryAttribute : TheoryAttribute
{
    public ShippedSnapshotTheoryAttribute([CallerMemberName] string method = "", [CallerFilePath] string file = "")
    {
        var isTaking = Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") == "1";
        if (!isTaking && Directory.GetFiles(Path.GetDirectoryName(file)!, $"*.{method}_*.verified.cs").Length == 0)
            Skip = "No snapshots of the shipped grammars have been taken; UPDATE_SNAPSHOTS=1 takes them.";
    }
}

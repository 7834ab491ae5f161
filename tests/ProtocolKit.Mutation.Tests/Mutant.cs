namespace ProtocolKit.Mutation.Tests;

/// <summary>The library with one promise broken.</summary>
/// <param name="Name">What is broken.</param>
/// <param name="File">The source file, from the root of the repository.</param>
/// <param name="Original">What stands in it, once.</param>
/// <param name="Replacement">What stands there instead.</param>
/// <param name="Tests">The tests that are run on it.</param>
internal sealed record Mutant(string Name, string File, string Original, string Replacement, TestSelection Tests)
{
    /// <summary>The project that the file belongs to.</summary>
    public string Project => string.Join('/', File.Split('/').Take(2));

    public override string ToString() => Name;
}

/// <summary>Some tests of a project.</summary>
/// <param name="Project">The project, in the folder of tests.</param>
/// <param name="Filter">Which, as the test runner takes it.</param>
internal sealed record TestSelection(string Project, string Filter)
{
    /// <summary>The tests of some classes.</summary>
    public static TestSelection OfClasses(string project, params IEnumerable<string> names) =>
        new(project, string.Join('|', names.Select(name => "FullyQualifiedName~" + name)));
}

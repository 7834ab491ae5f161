using System.ComponentModel;
using System.Reflection;

namespace ProtocolKit.Tests;

public sealed class PublicSurfaceTests
{
    private static readonly Type[] s_types = typeof(ProtocolDefinition).Assembly.GetExportedTypes();

    [Fact]
    public void What_generated_code_alone_needs_is_hidden_by_editors() => Assert.All(
        s_types.Where(type => type.Namespace == "ProtocolKit.Generated" && !type.IsNested),
        type => Assert.Equal(EditorBrowsableState.Never, type.GetCustomAttribute<EditorBrowsableAttribute>()?.State));

    [Fact]
    public void There_is_no_other_namespace() =>
        Assert.All(s_types, type => Assert.Contains(type.Namespace, (string[])["ProtocolKit", "ProtocolKit.Generated"]));
}

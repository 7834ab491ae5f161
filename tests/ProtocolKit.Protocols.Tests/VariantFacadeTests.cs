using ProtocolKit.Protocols;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What is called on a protocol's type is that protocol's, for variants, too: its name, its ports, its identities.</summary>
public class VariantFacadeTests
{
    public static TheoryData<Type> Protocols =>
        [.. typeof(Smtp).Assembly.GetExportedTypes().Where(type => type.IsClass && typeof(IProtocol).IsAssignableFrom(type))];

    [Theory]
    [MemberData(nameof(Protocols))]
    public void Each_way_to_connect_or_to_serve_is_the_protocols_own(Type protocol)
    {
        Assert.Equal(typeof(UpgradeProtocol<,,,>), protocol.BaseType!.GetGenericTypeDefinition());
        Assert.Equal(protocol, protocol.BaseType.GenericTypeArguments[0]);
    }
}

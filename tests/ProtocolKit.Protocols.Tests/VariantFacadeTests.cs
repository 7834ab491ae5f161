using System.Reflection;
using ProtocolKit.Protocols;

namespace ProtocolKit.Protocols.Tests;

/// <summary>What is called on a variant is the variant's: its name, its ports, its identities.</summary>
public class VariantFacadeTests
{
    public static TheoryData<Type> Variants => [.. typeof(Smtp).Assembly.GetExportedTypes()
        .Where(type => typeof(IProtocol).IsAssignableFrom(type) && typeof(IProtocol).IsAssignableFrom(type.BaseType))];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Each_way_to_connect_or_to_serve_is_the_variants_own(Type variant)
    {
        var facade = typeof(UpgradeProtocol<,,,>).GetMethods(BindingFlags.Public | BindingFlags.Static);
        Assert.NotEmpty(facade);

        var own = variant.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(method => method.Name);

        Assert.Empty(facade.Select(method => method.Name).Except(own));
    }
}

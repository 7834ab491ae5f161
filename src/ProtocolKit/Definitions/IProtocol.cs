namespace ProtocolKit;

/// <summary>A protocol as a type argument: implemented by the type that is generated from a grammar file.</summary>
public interface IProtocol
{
    /// <summary>What the grammar file says.</summary>
    static abstract ProtocolDefinition Definition { get; }
}

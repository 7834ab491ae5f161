using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace ProtocolKit.Generated;

/// <summary>Numbers the XML namespaces that a protocol knows; implemented by generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IXmlNamespaces
{
    /// <summary>Gives the number of a namespace, from 1, or <see cref="XmlNamespaceScope.Other"/> if the protocol does not know
    /// it.</summary>
    /// <param name="name">The namespace's name.</param>
    static abstract int Find(ReadOnlySpan<byte> name);
}

/// <summary>The namespaces that the start tag of an open stream declares for all elements in it. The default value is the beginning of a
/// document: there are none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public struct XmlNamespaceScope
{
    /// <summary>The number of all namespaces that the protocol does not know.</summary>
    public const int Other = 0;

    /// <summary>The number of "no namespace".</summary>
    public const int None = -1;

    /// <summary>How many prefixes a stream can declare, the empty one included.</summary>
    public const int MaxDeclarations = 8;

    /// <summary>How long a prefix of a stream can be, in octets.</summary>
    public const int MaxPrefix = 32;

    /// <summary>What has this number has no meaning, or any, if the scope is open-ended.</summary>
    internal const int Unbound = -2;

    private static readonly XmlNamespaceScope EmptyScope;

    private Declarations _declarations;
    private int _count;
    private bool _isOpenEnded;

    /// <summary>The beginning of a document.</summary>
    public static ref readonly XmlNamespaceScope Empty => ref EmptyScope;

    /// <summary>A scope for messages that are read without their stream, which may have declared the prefixes that nothing else declares:
    /// that of a message's own name is taken to be right, all others for those of <see cref="Other"/> namespaces.</summary>
    public static XmlNamespaceScope CreateOpenEnded() => new() { _isOpenEnded = true };

    /// <summary>Declares a prefix.</summary>
    /// <param name="prefix">The prefix; empty for the default namespace. Copied.</param>
    /// <param name="id">The namespace's number.</param>
    /// <returns>Whether there was room for it.</returns>
    public bool Declare(ReadOnlySpan<byte> prefix, int id)
    {
        if (_count == MaxDeclarations || prefix.Length > MaxPrefix)
            return false;
        ref var declaration = ref _declarations[_count++];
        prefix.CopyTo(declaration.Prefix);
        declaration.Length = prefix.Length;
        declaration.Id = id;
        return true;
    }

    /// <summary>Goes into a new stream: what its start tag declares takes the place of all that was declared before.</summary>
    /// <param name="startTag">The start tag, as a generated parser has read it; what stands before it is passed over.</param>
    /// <typeparam name="TNamespaces">The namespaces of the protocol.</typeparam>
    public void Open<TNamespaces>(ReadOnlySpan<byte> startTag)
        where TNamespaces : struct, IXmlNamespaces
    {
        this = default;
        var xml = new XmlTokenizer<TNamespaces>(startTag, in Empty, maxDepth: 1);
        if (xml.ReadStream())
            xml.CopyDeclarations(ref this);
    }

    /// <summary>Whether prefixes that nothing declares have a meaning.</summary>
    internal readonly bool IsOpenEnded => _isOpenEnded;

    /// <summary>Finds the namespace of a prefix.</summary>
    internal readonly int Find(ReadOnlySpan<byte> prefix)
    {
        for (var i = _count - 1; i >= 0; i--)
        {
            ref readonly var declaration = ref _declarations[i];
            if (declaration.Length == prefix.Length && prefix.SequenceEqual(declaration.Prefix[..declaration.Length]))
                return declaration.Id;
        }

        return prefix.IsEmpty ? None : Unbound;
    }

    private struct Declaration
    {
        public PrefixOctets Prefix;
        public int Length;
        public int Id;
    }

    [InlineArray(MaxPrefix)]
    private struct PrefixOctets
    {
        private byte _first;
    }

    [InlineArray(MaxDeclarations)]
    private struct Declarations
    {
        private Declaration _first;
    }
}

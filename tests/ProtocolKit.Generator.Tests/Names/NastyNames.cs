using System.Reflection;
using Microsoft.CodeAnalysis.CSharp;
using ProtocolKit.Grammar.Model.Names;

namespace ProtocolKit.Generator.Tests.Names;

/// <summary>Names that a grammar may use and that generated code has another use for.</summary>
internal static class NastyNames
{
    private const BindingFlags Members =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;

    /// <summary>The types that generated classes derive from, or whose members they use.</summary>
    private static readonly Type[] s_baseTypes =
    [
        typeof(object), typeof(SecureConnection), typeof(DialogueMachine<>), typeof(ProtocolDefinition), typeof(ProtocolParameters),
        typeof(UpgradeProtocol<,,,>),
    ];

    /// <summary>Names whose forms meet those of others: <c>has-x</c> and <c>x</c>, <c>x-start</c> and <c>x</c>, and so on.</summary>
    private const string Forms =
        "is write write-x expect expect-x send send-x try try-send-x answer-x ask-for-x has has-x has-because has-value unauthenticated unauthenticated-x read " +
        "read-x read-message x x-y x1 x-1 x--1 x-list x-start x-end x-last-start x-octets x-value x-place x2 octet octets-2 word word-octet word-octets is-word " +
        "text text-octets is-octet is-text-octet part-end part-end2 turns1 turns2 repeated-x repeated-x2 value value1 value-of-x place begin complete end lf next " +
        "part part1 begin1 n1 n 1 start stop state position source cursor registers limit status message received output first candidate before outcome own " +
        "bindings parameters writer parameter options observer kept host unicode-host uri-host server client other other-line line any default stand-alone namespaces " +
        "size sizes start-tls complete2 sequence index definitions all-protocols knows knows-x is-implicit resumed-step asked refusal x-before-tls " +
        "step-enum i j e es s a b c d console system system-text protocol-kit invented global my-base open unprefixed unprefixed-id yes no hello " +
        "kind contains try-find current get-enumerator move-next places vocabulary known-words word-set found item element element1 record records number number1 " +
        "values value1 message-value x-record x-kind n2";

    /// <summary>Names whose forms meet those of others.</summary>
    public static IEnumerable<string> Meeting => Forms.Split(' ');

    /// <summary>All of them, as a grammar spells names.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. BaseMembers().Concat(ReservedNames.Types).Concat(ReservedNames.Members).Concat(RunTimeTypes()).Select(Hyphenated)
            .Concat(SyntaxFacts.GetKeywordKinds().Concat(SyntaxFacts.GetContextualKeywordKinds()).Select(SyntaxFacts.GetText))
            .Concat(Forms.Split(' '))
            .Where(IsName).Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal),
    ];

    /// <summary>The names of the members that a generated class inherits.</summary>
    public static IEnumerable<string> BaseMembers() => s_baseTypes.SelectMany(MembersOf).Distinct();

    /// <summary>The names of the members that a class of another assembly inherits.</summary>
    public static IEnumerable<string> MembersOf(Type type) => type.GetMembers(Members)
        .Where(member => member is not ConstructorInfo && IsSeen(member) && char.IsAsciiLetter(member.Name[0]) && !IsAccessor(member))
        .Select(member => member.Name.Split('`')[0]);

    private static IEnumerable<string> RunTimeTypes() =>
        typeof(IProtocol).Assembly.GetExportedTypes().Select(type => type.Name.Split('`')[0]);

    private static bool IsAccessor(MemberInfo member) => member is MethodBase { IsSpecialName: true };

    private static bool IsSeen(MemberInfo member) => member switch
    {
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        FieldInfo field => field.IsPublic || field.IsFamily || field.IsFamilyOrAssembly,
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsSeen),
        Type nested => nested.IsNestedPublic || nested.IsNestedFamily || nested.IsNestedFamORAssem,
        _ => true,
    };

    /// <summary>A name in Pascal case as a grammar spells it: <c>GetHashCode</c> is <c>get-hash-code</c>.</summary>
    private static string Hyphenated(string name) =>
        string.Concat(
            name.Select((c, i) =>
            i > 0 && char.IsAsciiLetterUpper(c) ? "-" + char.ToLowerInvariant(c) : char.ToLowerInvariant(c).ToString()));

    private static bool IsName(string name) =>
        char.IsAsciiLetter(name.FirstOrDefault()) && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');
}

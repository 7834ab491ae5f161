using System.Buffers;
using System.Reflection;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>The parser of a generated message.</summary>
/// <param name="Name">The message's type.</param>
/// <param name="Scan">Reads it. Where it repeats values of other messages, they are empty.</param>
internal sealed record MessageParser(string Name, MessageParser.Scanner Scan)
{
    /// <summary>Reads a message, or reads on.</summary>
    public delegate OperationStatus Scanner(ref ScanCursor cursor, ReadOnlySpan<byte> source);

    /// <summary>Finds those of a protocol, and of the one that it is a variant of.</summary>
    public static MessageParser[] AllOf(ProtocolDefinition protocol)
    {
        var messages = new List<Type>();
        for (var type = protocol.GetType().DeclaringType; type is not null; type = type.BaseType)
            messages.AddRange(type.GetNestedTypes().OrderBy(nested => nested.FullName, StringComparer.Ordinal));
        return [.. messages.SelectMany(message => message.GetInterfaces(), Make).OfType<MessageParser>()];
    }

    private static MessageParser? Make(Type message, Type contract)
    {
        if (!contract.IsGenericType)
            return null;
        var arguments = contract.GetGenericArguments();
        var method = contract.GetGenericTypeDefinition() switch
        {
            var known when known == typeof(IMessage<>) => nameof(ScanFree),
            var known when known == typeof(IMessage<,>) => nameof(ScanBound),
            _ => null,
        };
        if (method is null)
            return null;
        var scan = typeof(MessageParser).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments);
        return new MessageParser(message.FullName!, scan.CreateDelegate<Scanner>());
    }

    private static OperationStatus ScanFree<TMessage>(ref ScanCursor cursor, ReadOnlySpan<byte> source)
        where TMessage : IMessage<TMessage>, allows ref struct => TMessage.Scan(ref cursor, source);

    private static OperationStatus ScanBound<TMessage, TBindings>(ref ScanCursor cursor, ReadOnlySpan<byte> source)
        where TMessage : IMessage<TMessage, TBindings>, allows ref struct
        where TBindings : struct => TMessage.Scan(ref cursor, source, default(TBindings));
}

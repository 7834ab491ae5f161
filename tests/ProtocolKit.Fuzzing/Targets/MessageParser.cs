using System.Buffers;
using System.Reflection;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>The parser of a generated message.</summary>
/// <param name="Name">The message's type.</param>
/// <param name="Scan">Reads it. What it repeats of other messages is compared with nothing.</param>
/// <param name="Show">Shows the values of a message that has been read, those of its lists aside.</param>
internal sealed record MessageParser(string Name, MessageParser.Scanner Scan, MessageParser.Shower Show)
{
    /// <summary>Reads a message, or reads on.</summary>
    public delegate OperationStatus Scanner(ref ScanCursor cursor, ReadOnlySpan<byte> source);

    /// <summary>Shows the values of a message.</summary>
    public delegate string Shower(ReadOnlySpan<byte> octets, ref ScanCursor cursor);

    /// <summary>Finds those of a protocol, and of the one whose types it has.</summary>
    public static MessageParser[] AllOf(ProtocolDefinition protocol)
    {
        var messages = new List<Type>();
        for (var type = protocol.GetType(); type?.DeclaringType is { } owner; type = type.BaseType)
            messages.AddRange(owner.GetNestedTypes().OrderBy(nested => nested.FullName, StringComparer.Ordinal));
        return [.. messages.SelectMany(message => message.GetInterfaces(), Make).OfType<MessageParser>()];
    }

    private static MessageParser? Make(Type message, Type contract)
    {
        if (!contract.IsGenericType || contract.GetGenericTypeDefinition() != typeof(IMessage<>))
            return null;
        var scan = typeof(MessageParser)
            .GetMethod(nameof(ScanMessage), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(message);
        var show = typeof(MessageValues<>).MakeGenericType(message).GetMethod(nameof(MessageValues<>.Show))!;
        return new MessageParser(message.FullName!, scan.CreateDelegate<Scanner>(), show.CreateDelegate<Shower>());
    }

    private static OperationStatus ScanMessage<TMessage>(ref ScanCursor cursor, ReadOnlySpan<byte> source)
        where TMessage : IMessage<TMessage>, allows ref struct => TMessage.Scan(ref cursor, source);
}

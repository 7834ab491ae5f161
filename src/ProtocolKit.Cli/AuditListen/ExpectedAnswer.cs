using System.Buffers;

namespace ProtocolKit.Cli;

/// <summary>What a client will take for the answer to the first that it says inside TLS.</summary>
internal static class ExpectedAnswer
{
    /// <summary>Finds it.</summary>
    /// <param name="complete">A whole conversation of the protocol's own client and server.</param>
    /// <param name="inside">The same up to TLS: its server is asked what the client is expected to ask.</param>
    /// <param name="heard">What the client has said so far.</param>
    /// <param name="reply">The consent to TLS, for where the server says nothing inside.</param>
    public static byte[] Find(Rehearsal complete, Rehearsal inside, HeardMessages heard, byte[] reply)
    {
        if (complete.ServerInside.Length == 0)
            return reply;
        if (complete.ClientInside.Length == 0 || inside.Server.NextAction != UpgradeAction.Receive)
            return complete.ServerInside;

        // A client says inside what it has said before TLS, with the next tag.
        var question = heard[1].Octets.Length == 0 ? complete.ClientInside : WithNextTag(heard, inside.Server.Protocol);
        return inside.Server.Receive(question, out _) == OperationStatus.Done && inside.Server.NextAction == UpgradeAction.Send
            ? MachineText.Of(inside.Server) : complete.ServerInside;
    }

    private static byte[] WithNextTag(HeardMessages heard, ProtocolDefinition protocol)
    {
        var (request, before) = (Values(heard[0], protocol), heard[1].Octets);
        foreach (var (label, value) in Values(heard[1], protocol))
        {
            if (!request.TryGetValue(label, out var last) || before.AsSpan().IndexOf(value) is not (>= 0 and var at))
                continue;
            before = [.. before.AsSpan(0, at), .. Next(last), .. before.AsSpan(at + value.Length)];
        }

        return before;
    }

    private static Dictionary<string, byte[]> Values((string Name, byte[] Octets) message, ProtocolDefinition protocol)
    {
        var values = new Dictionary<string, byte[]>();
        if (message.Octets.Length > 0)
            protocol.VisitLabels(message.Name, message.Octets, (label, value, _) => values[label] = value.ToArray());
        return values;
    }

    /// <summary>Counts the number at the end up by one; one of nines stays as it is.</summary>
    private static byte[] Next(byte[] tag)
    {
        byte[] next = [.. tag];
        for (var i = next.Length - 1; i >= 0 && char.IsAsciiDigit((char)next[i]); i--)
        {
            if (next[i] != (byte)'9')
            {
                next[i]++;
                return next;
            }

            next[i] = (byte)'0';
        }

        return tag;
    }
}

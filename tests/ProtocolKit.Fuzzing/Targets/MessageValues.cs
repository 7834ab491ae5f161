using System.Reflection;

namespace ProtocolKit.Fuzzing.Targets;

/// <summary>The values that a generated message has: octets, numbers, and which known words; not those of its lists.</summary>
/// <typeparam name="TMessage">The message.</typeparam>
internal static class MessageValues<TMessage>
    where TMessage : IMessage<TMessage>, allows ref struct
{
    private static readonly Getter[] s_getters = [.. typeof(TMessage).GetMembers().Select(Make).OfType<Getter>()];

    private delegate string Getter(ref TMessage message);

    private delegate ReadOnlySpan<byte> OctetsGetter(ref TMessage message);

    private delegate TValue ValueGetter<TValue>(ref TMessage message);

    private delegate bool WordGetter<TWord>(ref TMessage message, TWord word);

    /// <summary>Shows them.</summary>
    /// <param name="octets">The message's octets.</param>
    /// <param name="cursor">What its parser has noted.</param>
    public static string Show(ReadOnlySpan<byte> octets, ref ScanCursor cursor)
    {
        var message = TMessage.Create(octets, ref cursor);
        var values = new string[s_getters.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = s_getters[i](ref message);
        return string.Join(';', values);
    }

    private static Getter? Make(MemberInfo member)
    {
        switch (member)
        {
            case PropertyInfo property when property.PropertyType == typeof(ReadOnlySpan<byte>):
                var getOctets = property.GetMethod!.CreateDelegate<OctetsGetter>();
                return (ref TMessage message) => $"{property.Name}={Convert.ToHexString(getOctets(ref message))}";
            case PropertyInfo property when property.PropertyType.IsPrimitive || property.PropertyType.IsEnum:
                return Make(nameof(OfValue), property.PropertyType, property.GetMethod!);
            case MethodInfo { Name: "Has" } method when method.GetParameters() is [{ ParameterType.IsEnum: true } word]:
                return Make(nameof(OfWords), word.ParameterType, method);
            default:
                return null;
        }
    }

    private static Getter Make(string name, Type type, MethodInfo method) => (Getter)typeof(MessageValues<TMessage>)
        .GetMethod(name, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type).Invoke(null, [method])!;

    private static Getter OfValue<TValue>(MethodInfo method)
    {
        var get = method.CreateDelegate<ValueGetter<TValue>>();
        return (ref TMessage message) => $"{method.Name}={get(ref message)}";
    }

    private static Getter OfWords<TWord>(MethodInfo method)
        where TWord : struct, Enum
    {
        var has = method.CreateDelegate<WordGetter<TWord>>();
        return (ref TMessage message) =>
        {
            var words = new List<TWord>();
            foreach (var word in Enum.GetValues<TWord>())
            {
                if (has(ref message, word))
                    words.Add(word);
            }

            return string.Join(',', words);
        };
    }
}

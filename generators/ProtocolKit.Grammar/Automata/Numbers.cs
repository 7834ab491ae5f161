namespace ProtocolKit.Grammar.Automata;

/// <summary>Gives equal values equal numbers, from 0 on.</summary>
internal sealed class Numbers<T>
    where T : class
{
    private readonly Dictionary<T, int> _numbers = [];

    public int Count => _numbers.Count;

    public int Of(T value)
    {
        if (!_numbers.TryGetValue(value, out var number))
            _numbers.Add(value, number = _numbers.Count);
        return number;
    }
}

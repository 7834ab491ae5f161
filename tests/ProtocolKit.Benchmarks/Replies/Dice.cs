namespace ProtocolKit.Benchmarks.Replies;

/// <summary>Random numbers that are the same in every run and on every platform.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public int Next(int exclusive) => (int)(NextBits() % (ulong)exclusive);

    public int Next(int from, int to) => from + Next(to - from + 1);

    public bool OneIn(int times) => Next(times) == 0;

    public T Pick<T>(ReadOnlySpan<T> items) => items[Next(items.Length)];

    public string Word(int from, int to, string characters = "abcdefghijklmnopqrstuvwxyz0123456789")
    {
        var length = Next(from, to);
        return string.Create(length, (this, characters), static (word, state) =>
        {
            foreach (ref var character in word)
                character = state.characters[state.Item1.Next(state.characters.Length)];
        });
    }

    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var other = Next(i + 1);
            (items[i], items[other]) = (items[other], items[i]);
        }
    }

    // SplitMix64.
    private ulong NextBits()
    {
        var bits = _state += 0x9E3779B97F4A7C15;
        bits = (bits ^ (bits >> 30)) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ (bits >> 27)) * 0x94D049BB133111EB;
        return bits ^ (bits >> 31);
    }
}

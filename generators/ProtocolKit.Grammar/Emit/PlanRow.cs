namespace ProtocolKit.Grammar.Emit;

/// <summary>A step of a machine's plan, as it is emitted.</summary>
/// <param name="Name">The step's name.</param>
/// <param name="Type">The C# type.</param>
/// <param name="Text">The line of the dialogue that it belongs to, where it is the line's first step; else empty.</param>
/// <param name="Transitions">What may follow.</param>
/// <param name="Arguments">Makes the arguments of the constructor, without the name; called where the step can be reached.</param>
internal sealed record PlanRow(
    string Name, string Type, string Text, IReadOnlyList<MachineTransition> Transitions, Func<IReadOnlyList<string>> Arguments)
{
    /// <summary>Makes what stands in the initializer.</summary>
    public Func<IReadOnlyList<string>> Properties { get; init; } = static () => [];

    /// <summary>What the machine does there.</summary>
    public MachineStateKind Kind => Type switch
    {
        "ReadingStep" => MachineStateKind.Reading,
        "WritingStep" => MachineStateKind.Writing,
        _ => MachineStateKind.Choice,
    };

    /// <summary>The rows that can be reached, and the first, whose name is the state of a machine that has not begun.</summary>
    public static IReadOnlyList<PlanRow> Reachable(IReadOnlyList<PlanRow> rows, IEnumerable<string> roots)
    {
        var reached = new HashSet<string>();
        var open = new Stack<string>(roots.Concat(rows.Take(1).Select(row => row.Name)));
        while (open.TryPop(out var name))
        {
            if (!reached.Add(name) || rows.FirstOrDefault(row => row.Name == name) is not { } row)
                continue;
            foreach (var target in row.Transitions.Select(transition => transition.Then).OfType<string>())
                open.Push(target);
        }

        return [.. rows.Where(row => reached.Contains(row.Name))];
    }

    public void Emit(CodeWriter code)
    {
        if (Text.Length > 0)
            code.Comment(Text);
        var properties = Properties();
        var arguments = string.Concat(Arguments().Select(argument => ", " + argument));
        var initializer = properties.Count == 0 ? "" : $" {{ {string.Join(", ", properties)} }}";
        code.Wrapped($"new {Type}({CSharpText.Literal(Name)}{arguments}){initializer},");
    }
}

using ProtocolKit.Grammar.Binding;
using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits a machine: what both roles have in common.</summary>
internal abstract partial class MachineEmitter(CodeWriter code, MachinePlan plan)
{
    protected CodeWriter Code { get; } = code;

    protected MachinePlan Plan { get; } = plan;

    protected KnowledgeEmitter Knowledge { get; } = new(code, plan);

    protected bool NeedsHost => Plan.IsClient && HostBindings.Any();

    /// <summary>The forms of the host's name that messages hold, each with the method that writes it.</summary>
    private IEnumerable<(string Field, string Method)> HostBindings => Plan.Protocol.Bindings
        .Select(binding => (binding.FieldName, binding.Name switch
        {
            ValueTable.Host => "Of",
            ValueTable.UnicodeHost => "UnicodeOf",
            ValueTable.UriHost => "UriOf",
            _ => "",
        }))
        .Where(host => host.Item2.Length > 0);

    /// <summary>The statements that remember the host's name.</summary>
    protected string SetHost(string host) => string.Join(' ', HostBindings
        .Select(binding => $"_bindings.{binding.Field}.Set(HostOctets.{binding.Method}({host}, stackalloc byte[HostOctets.MaxLength]));"));

    /// <summary>The values that are the parameter of their name until a message gives another.</summary>
    private IEnumerable<BindingModel> FromParameters => Plan.Protocol.Bindings
        .Where(binding => Plan.IsClient ? binding.BeginsWithClientParameter : binding.BeginsWithServerParameter);

    /// <summary>Emits the statements that remember parameters.</summary>
    protected void EmitFromParameters()
    {
        foreach (var binding in FromParameters)
        {
            var parameter = Plan.Protocol.Parameters.First(parameter => parameter.Name == binding.Name);
            var octets = $"_parameters.{parameter.PropertyName}Octets";
            Code.Line(binding.IsNumber ? $"_bindings.{binding.FieldName} = {MessageEmitter.Number(binding.Kind, octets)};" : $"_bindings.{binding.FieldName}.Set({octets});");
        }
    }

    /// <summary>Whether it writes anything, or looks at a parameter.</summary>
    protected bool NeedsParameters =>
        !Plan.IsInside || FromParameters.Any() || Plan.Sayings().Any() || Plan.Asking.Any() || Plan.AnyTime.Any(line => line.Answers.Count > 0) ||
        Plan.Conditions().Any(condition => condition.Parameters.Count > 0);

    /// <summary>Whether it writes anything, or reads what repeats or gives a value.</summary>
    private bool NeedsBindings => FromParameters.Any() || Plan.Sayings().Any() || Plan.Asking.Any() || Plan.Unreadable.Count > 0 || Plan.AnyTime.Any(line => line.Answers.Count > 0)
        || NeedsHost || Plan.MessagesRead().Any(message => MessageEmitter.TakesBindings(message) || message.BoundLabels.Count > 0);

    protected bool NeedsImplicit => Plan.DependsOnStart;

    /// <summary>Whether the machine before TLS has to know how TLS starts, for the one inside.</summary>
    protected bool InsideNeedsImplicit => !Plan.IsInside && new MachinePlan(Plan.Protocol, Plan.IsClient, isInside: true).DependsOnStart;

    /// <summary>Whether it keeps messages; what they are kept in is made with it, so that nothing is allocated later.</summary>
    protected bool KeepsMessages => Plan.MessagesRead().Any(message => KeptSlot(message) >= 0);

    protected bool NeedsKept => Plan.Protocol.Tls.Keeps is not null;

    protected IEnumerable<AnyTimeModel> Answered => Plan.AnyTime.Where(line => line.Answers.Count > 0);

    /// <summary>Emits the class.</summary>
    public void Emit()
    {
        EmitSummary();
        using (Code.Block($"{(Plan.IsInside ? "private" : "public")} sealed class {Plan.ClassName} : DialogueMachine"))
        {
            EmitFields();
            if (Plan.IsInside)
                EmitInsideConstructor();
            else
                EmitClearConstructor();
            EmitFacts();
            EmitRead();
            EmitWrite();
            if (!Plan.IsInside)
                EmitSecure();
            EmitExpectMethods();
            EmitTransitions();
            EmitAnyTime();
            Knowledge.EmitMethods();
            Code.Line();
            Code.Line("private void Go(Step step, UpgradeAction action) => (_step, NextAction) = (step, action);");
            EmitSteps();
        }
    }

    /// <summary>The slot of the plaintext message that the caller gets, behind those that are kept inside TLS.</summary>
    public static int UnauthenticatedSlot(ProtocolModel protocol) => protocol.Messages.Max(message => message.KeptSlot) + 1;

    protected abstract void EmitRoleFields();

    protected abstract void EmitClearConstructor();

    /// <summary>The emitter of the machine inside TLS.</summary>
    protected abstract MachineEmitter Inside(MachinePlan plan);

    /// <summary>What the machine inside TLS is given besides the parameters: what the caller set.</summary>
    protected abstract IEnumerable<CarriedValue> Carried();

    /// <summary>Emits the property that tells where nothing may be unread, if the default is wrong.</summary>
    protected abstract void EmitNothingMayBeUnread();

    /// <summary>Emits the property that tells whether TLS has been asked for, if the default is wrong.</summary>
    protected virtual void EmitHasAskedForTls()
    {
    }

    /// <summary>Emits the methods that read, one for each step that waits.</summary>
    protected abstract void EmitExpectMethods();

    /// <summary>Emits the methods of steps that have to choose.</summary>
    protected abstract void EmitTransitions();

    /// <summary>Emits what follows after a message of a line has been written.</summary>
    protected abstract void EmitAfterSaying(int line, AlternativeModel alternative);

    /// <summary>Emits what follows after the answers to a message that may come at any time.</summary>
    protected abstract void EmitResume();

    /// <summary>Emits what notes where to go on behind such an answer.</summary>
    protected abstract void EmitSuspend();

    protected abstract IReadOnlyList<string> ExpectedIn(string step);

    protected abstract void EmitEnter(int line, string received);

    protected void Go(string step, string action) => Code.Line($"Go(Step.{step}, UpgradeAction.{action});");

    /// <summary>Emits the choice among messages, ending in those of any time.</summary>
    protected void EmitChoice(
        IReadOnlyList<(MessageModel Message, Action EmitTaken)> candidates, string first = "", IReadOnlyList<string>? refused = null)
    {
        for (var i = 0; i < candidates.Count; i++)
        {
            var (message, emitTaken) = candidates[i];
            var number = (first, i) switch { ("", _) => $"{i}", (_, 0) => first, _ => $"{first} + {i}" };
            var scan = MessageEmitter.ScanCall(message, "Cursor", "received", "_bindings");
            if (refused?[i] is { Length: > 0 } condition)
                scan = $"{condition} ? OperationStatus.InvalidData : {scan}";
            using (Code.Block($"{(i == 0 ? "" : "else ")}if (Candidate == {number} && Reads({scan}))"))
                emitTaken();
        }
    }

    /// <summary>Emits what is done with a message that has been read: it is shown, kept and looked into.</summary>
    /// <returns>The expression of its octets.</returns>
    protected string EmitReceived(MessageModel message, bool octetsAreUsed, bool isAtAnyTime = false)
    {
        var isSecret = !Plan.IsClient && (message.HasFreeOctets || isAtAnyTime && message.Labels.Count > 0);
        var method = isSecret ? "ReceivedInConfidence" : "Received";
        var received = $"{method}({CSharpText.Literal(message.Name)}, received)";
        var slot = KeptSlot(message);
        var opens = message.Xml is { Form: Syntax.XmlForm.StartTag };
        if (slot < 0 && !Knowledge.Learns(message) && !opens)
        {
            if (octetsAreUsed)
                return received;
            Code.Line(received + ";");
            return "";
        }

        Code.Line($"var message = {received};");
        if (opens)
            Code.Line("_bindings.Namespaces.Open<XmlNames>(message);");
        if (Knowledge.Learns(message))
            Code.Line($"Learn(new {message.TypeReference}(message, in Cursor));");
        if (slot >= 0)
            Code.Line($"Keep({slot}, message);");
        return "message";
    }

    protected int KeptSlot(MessageModel message) => (Plan.IsInside, Plan.IsClient) switch
    {
        (true, true) => message.KeptSlot,
        (false, _) when message == Plan.Protocol.Tls.Keeps => UnauthenticatedSlot(Plan.Protocol),
        _ => -1,
    };

    protected void EmitEndOfLines()
    {
        if (Plan.ExpectsTls)
            Go(MachinePlan.ExpectTls, "Receive");
        else
            Go(Plan.LastStep, Plan.IsInside ? "Complete" : "StartTls");
    }

    private void EmitSummary()
    {
        var role = Plan.IsClient ? "client" : "server";
        Code.Summary(Plan.IsInside
            ? $"What the {role} says and reads inside TLS."
            : $"The {role}'s part of the way into TLS, without I/O.");
        Code.Line("/// <remarks><code>");
        foreach (var line in Plan.Lines.SelectMany(line => line.Text.Split('\n')))
            Code.Line("/// " + CodeWriter.Escape(line.Trim()));
        if (!Plan.IsInside)
            Code.Line("/// " + CodeWriter.Escape(Plan.Protocol.Tls.Text.Trim()));
        Code.Line("/// </code></remarks>");
    }

    private void EmitFields()
    {
        if (NeedsParameters)
            Code.Line($"private readonly {Plan.ParametersType} _parameters;");
        EmitRoleFields();
        if (NeedsBindings)
            Code.Line("private Bindings _bindings = default;");
        Code.Line("private Step _step;");
        Knowledge.EmitFields();
        Code.Line();
    }

    private void EmitInsideConstructor()
    {
        var carried = Carried().ToArray();
        var arguments = new List<string> { "UpgradeObserver? observer" };
        if (NeedsParameters)
            arguments.Add($"{Plan.ParametersType} parameters");
        arguments.AddRange(carried.Select(value => value.Argument));
        if (NeedsImplicit)
            arguments.Add("bool isImplicit");
        if (NeedsKept)
            arguments.Add("KeptMessages? kept");
        Code.Line($"public {Plan.ClassName}({string.Join(", ", arguments)})");
        using (Code.Indent())
            Code.Line($": base(observer{(NeedsKept ? ", kept" : KeepsMessages ? ", new KeptMessages()" : "")})");
        using (Code.Block(""))
        {
            if (NeedsParameters)
                Code.Line("_parameters = parameters;");
            foreach (var value in carried)
                Code.Line(value.Taken);
            EmitFromParameters();
            if (!NeedsImplicit)
            {
                EmitEnter(0, "[]");
                return;
            }

            using (Code.Block("if (isImplicit)"))
                EmitEnter(Plan.FirstFromTls, "[]");
            using (Code.Block("else"))
                EmitEnter(Plan.LeadingLines, "[]");
        }
    }

    private void EmitSecure()
    {
        var plan = new MachinePlan(Plan.Protocol, Plan.IsClient, isInside: true);
        var arguments = new List<string> { "Observer" };
        var type = plan.ClassName;
        if (plan.Lines.Count == 0)
        {
            type = "SecuredMachine";
            arguments = ["Definition", Plan.IsClient ? "UpgradeRole.Client" : "UpgradeRole.Server", "Observer"];
        }
        else
        {
            var inside = Inside(plan);
            if (inside.NeedsParameters)
                arguments.Add("_parameters");
            arguments.AddRange(inside.Carried().Select(value => value.Field));
            if (inside.NeedsImplicit)
                arguments.Add("_isImplicit");
        }

        if (NeedsKept)
            arguments.Add("TakeKept()");
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        Code.Line($"protected override UpgradeMachine Secure() => new {type}({string.Join(", ", arguments)});");
    }

    private void EmitFacts()
    {
        Fact("ProtocolDefinition Protocol", "Definition");
        Fact("UpgradeRole Role", Plan.IsClient ? "UpgradeRole.Client" : "UpgradeRole.Server");
        Fact("bool IsInsideTls", Plan.IsInside ? "true" : "false");
        Fact("int MaxMessageOctets", CSharpText.Number((ulong)Plan.Protocol.Limits.Octets));
        EmitNothingMayBeUnread();
        EmitHasAskedForTls();

        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("public override string State => _step switch", "};"))
        {
            foreach (var step in Plan.Steps.Take(Plan.Steps.Count - 1))
                Code.Line($"Step.{step} => nameof(Step.{step}),");
            Code.Line($"_ => nameof(Step.{Plan.LastStep}),");
        }

        if (Plan.Waits)
            Fact("int MaxRounds", CSharpText.Number((ulong)Plan.Protocol.Limits.Rounds), "protected");
        EmitExpected();
    }

    protected void Fact(string declaration, string value, string access = "public")
    {
        Code.Line();
        Code.Line("/// <inheritdoc/>");
        Code.Line($"{access} override {declaration} => {value};");
    }

    private void EmitExpected()
    {
        var groups = Plan.Steps.Select(step => (Step: step, Names: ExpectedIn(step))).Where(step => step.Names.Count > 0).ToList();
        if (groups.Count == 0)
        {
            Fact("IReadOnlyList<string> Expected", "[]", "protected");
            return;
        }

        Code.Line();
        Code.Line("/// <inheritdoc/>");
        using (Code.Block("protected override IReadOnlyList<string> Expected => _step switch", "};"))
        {
            foreach (var group in groups.GroupBy(step => CSharpText.Literals(step.Names)))
                Code.Line($"{string.Join(" or ", group.Select(step => "Step." + step.Step))} => {group.Key},");
            Code.Line("_ => [],");
        }
    }

    private void EmitSteps()
    {
        Code.Line();
        using (Code.Block("private enum Step"))
        {
            foreach (var step in Plan.Steps)
                Code.Line(step + ",");
        }
    }
}

/// <summary>A value that the caller set and that is handed on to the machine inside TLS.</summary>
/// <param name="Argument">The argument of its constructor.</param>
/// <param name="Field">The field of the machine before TLS.</param>
/// <param name="Taken">The statement that takes it.</param>
internal sealed record CarriedValue(string Argument, string Field, string Taken);

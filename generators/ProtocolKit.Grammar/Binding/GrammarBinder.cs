using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Model.Names;
using ProtocolKit.Grammar.Proofs;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <summary>Makes the checked model of a grammar from its syntax.</summary>
internal static class GrammarBinder
{
    /// <summary>Binds and proves a grammar; null where there are errors.</summary>
    public static ProtocolModel? Bind(GrammarFileSyntax file, string text, DiagnosticBag diagnostics)
    {
        if (file.Protocol is null || diagnostics.HasErrors)
            return null;
        var name = file.Protocol.Name;
        if (ReservedNames.HasType(CSharpNames.Pascal(name.Text)))
            diagnostics.Report(GrammarDiagnostics.DefinedTwice, name.Span, $"'{CSharpNames.Pascal(name.Text)}' is what the code of every protocol has or uses. Call the protocol otherwise, such as '{name.Text}-protocol'.");
        var context = new BindingContext(file, text, diagnostics);
        var messages = new MessageTable(context);
        var parameters = new ParameterBinder(context);
        var dialogue = new DialogueBinder(context, messages, parameters);
        var bound = dialogue.Bind();
        if (bound is null || diagnostics.HasErrors)
            return null;

        var (boundParameters, freshValues) = (parameters.Finish(), parameters.FreshValues());
        context.Rules.ReportUnused(diagnostics);
        foreach (var message in messages.All)
            message.BoundLabels = [.. message.Labels.Where(label => context.Bindings.Any(binding => binding.Name == label.Name))];
        var model = new ProtocolModel
        {
            Name = file.Protocol.Name.Text,
            Specifications = Specifications(file),
            Ports = [.. file.Facts.OfType<PortFactSyntax>().Where(fact => !fact.ImplicitTls).SelectMany(fact => fact.Ports)],
            TlsPorts = [.. file.Facts.OfType<PortFactSyntax>().Where(fact => fact.ImplicitTls).SelectMany(fact => fact.Ports)],
            Alpn = file.Facts.OfType<AlpnFactSyntax>().LastOrDefault()?.Protocol,
            Identity = Identity(file, diagnostics),
            Limits = context.Limits,
            Xml = context.HasXml ? context.XmlNames : null,
            Parameters = boundParameters,
            FreshValues = freshValues,
            Rules = [.. context.Rules.All],
            ValueRules = context.ValueRules,
            Bindings = context.Bindings,
            Words = context.Words,
            Messages = messages.All,
            LabelTests = dialogue.LabelTests,
            InAnyOrder = file.Dialogue!.InAnyOrder,
            LinesBeforeTls = bound.Before,
            Tls = bound.Tls,
            LinesInsideTls = bound.Inside,
            LinesFromTls = bound.FromTls,
            AnyTime = bound.AnyTime,
            MemberNames = context.Names.Members,
            Unreadable = bound.Unreadable,
        };
        new DialogueProofs(context, model).Run();
        if (!diagnostics.HasErrors)
        {
            new MessageProofs(context, messages, model).Run();
            new LimitProof(context, model).Run();
        }

        return diagnostics.HasErrors ? null : model;
    }

    private static IdentityModel? Identity(GrammarFileSyntax file, DiagnosticBag diagnostics)
    {
        var facts = file.Facts.OfType<IdentityFactSyntax>().ToArray();
        foreach (var again in facts.Skip(1))
            diagnostics.Report(
                GrammarDiagnostics.DefinedTwice, again.Span,
                "'identity' stands above already. Write all names in one line, with commas between them.");
        return facts is [{ Service: not null } or { TlsService: not null } or { Other: not null }, ..]
            ? new IdentityModel(facts[0].Service, facts[0].TlsService, facts[0].Other)
            : null;
    }

    private static List<string> Specifications(GrammarFileSyntax file)
    {
        var result = new List<string>();
        foreach (var fact in file.Facts)
        {
            if (fact is RfcFactSyntax rfc)
                result.AddRange(rfc.Numbers.Select(number => $"RFC {number}"));
            else if (fact is SpecFactSyntax spec)
                result.Add(spec.Text);
        }

        return result;
    }
}

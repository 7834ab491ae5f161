using System.Globalization;
using ProtocolKit.Grammar.Emit;
using ProtocolKit.Grammar.Model;
using ProtocolKit.Grammar.Syntax;

namespace ProtocolKit.Grammar.Binding;

/// <content>The packets that carry TLS during the handshake.</content>
internal sealed partial class DialogueBinder
{
    /// <summary>The label of what a packet carries.</summary>
    private const string Carried = "tls";

    /// <summary>How many octets stand before the contents of a BER element at most.</summary>
    private const int BerHead = 6;

    private PacketModel? BindPacket(NameToken name)
    {
        if (context.Rules.Find(name.Text) is not { } rule || rule.Parameters.Count > 0)
        {
            context.Diagnostics.Report(GrammarDiagnostics.NotDefined, name.Span,
                $"There is no rule '{name.Text}' without arguments{context.Diagnostics.Suggest(name.Text, context.Rules.Names)}. Name the message that carries TLS during the handshake.");
            return null;
        }

        var expression = new RuleReferenceSyntax(name, [], name.Span);
        var message = messages.Get(expression);
        (message.ReadByClient, message.ReadByServer) = (true, true);
        var text = FindText(rule.Name.Text, insideTls: false);
        if (!IsSound(expression, text is { Word: null } ? text.Text : expression))
            return null;
        var label = message.Members.FirstOrDefault(label => label.Name.Equals(Carried, StringComparison.OrdinalIgnoreCase));
        if (label is not { IsList: false, MayBeAbsent: false, Kind: LabelKind.Octets } || message.Xml is not null)
            return Report($"has no label '{Carried}' that is there once: octets, not in XML. Label what it carries '{Carried}:rest' or '{Carried}:octets($size)'");
        if (text is { IsNever: true })
            return Report("is never written. Give it a text in place of 'never'");
        return PacketSentence(expression, message, text) is not { } sentence ? null
            : Room(sentence.Parts, context.Limits.Octets) is >= 1 and var capacity
                ? new PacketModel(message, label, sentence, (int)capacity)
            : Report("has no room for an octet of TLS: its size or the limit of octets is too small. Widen it");

        PacketModel? Report(string what)
        {
            context.Diagnostics.Report(GrammarDiagnostics.CarriesNoTls, name.Span, $"'{name.Text}' {what}.");
            return null;
        }
    }

    private SentenceModel? PacketSentence(RuleReferenceSyntax expression, MessageModel message, SaysSyntax? text)
    {
        var source = text is { Word: null } ? text.Text : expression;
        try
        {
            var parts = new SentenceBuilder(context.Rules, context.Values, context.Referenced, Heard(byClient: true)) { Carried = Carried }
                .Build(source, message.Members, isText: source != expression);
            var all = parts.SelectMany(SentenceFacts.All).ToArray();
            if (all.Count(part => part is CarriedPart) == 1
                && all.All(part => part is LiteralPart or SizePart or CarriedPart or SizedPart or BerPart or LabelledPart))
            {
                return new SentenceModel
                {
                    Message = message.Name,
                    MethodName = context.Names.Sentence(MethodName(message)),
                    Text = context.TextOf(source.Span),
                    Parts = parts,
                };
            }
        }
        catch (SentenceBuilder.UndeterminedException undetermined) when (
            !undetermined.What.Equals(Carried, StringComparison.OrdinalIgnoreCase))
        {
            context.Diagnostics.Report(GrammarDiagnostics.NothingToWrite, undetermined.Span,
                NothingToWrite.Message(context, undetermined, context.TextOf(expression.Span)));
            return null;
        }
        catch (SentenceBuilder.UndeterminedException)
        {
            // Told below.
        }

        context.Diagnostics.Report(GrammarDiagnostics.CarriesNoTls, source.Span,
            $"What is written for '{message.Name}' is not fixed but for its sizes and one '{Carried}:rest' or '{Carried}:octets($size)'. Leave parameters and repeated values out of it.");
        return null;
    }

    /// <summary>How many octets can be carried where parts have so many at most.</summary>
    private static long Room(IReadOnlyList<SentencePart> parts, long most)
    {
        var carrier = parts.First(part => SentenceFacts.All(part).Any(inner => inner is CarriedPart));
        most -= Length(parts.Where(part => part != carrier));
        return carrier switch
        {
            SizedPart sized => Room(sized.Body, Math.Min(most, (long)Math.Min(sized.Size.Greatest, int.MaxValue) + sized.Constant)),
            BerPart ber => Room(ber.Body, most - BerHead),
            LabelledPart labelled => Room(labelled.Body, most),
            _ => most,
        };
    }

    private static long Length(IEnumerable<SentencePart> parts) => parts.Sum(part => part switch
    {
        LiteralPart literal => literal.Octets.Count,
        SizePart { Form.Kind: LabelKind.Decimal } size =>
            Math.Max(size.Form.Width, size.Greatest.ToString(CultureInfo.InvariantCulture).Length),
        SizePart { Form.Kind: LabelKind.Hexadecimal } size =>
            Math.Max(size.Form.Width, size.Greatest.ToString("x", CultureInfo.InvariantCulture).Length),
        SizePart size => size.Form.Width,
        SizedPart sized => Length(sized.Body),
        BerPart ber => BerHead + Length(ber.Body),
        LabelledPart labelled => Length(labelled.Body),
        _ => 0,
    });
}

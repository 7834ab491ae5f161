namespace ProtocolKit.Grammar.Binding;

/// <summary>Says why nothing determines what is written, and what to do.</summary>
internal static class NothingToWrite
{
    /// <param name="context">The grammar.</param>
    /// <param name="undetermined">What is undetermined.</param>
    /// <param name="message">The message in which it stands, as written.</param>
    public static string Message(BindingContext context, SentenceBuilder.UndeterminedException undetermined, string message)
    {
        var what = undetermined.What;
        var unlabelled = undetermined.Rules.Prepend(what)
            .FirstOrDefault(rule => context.Values.Parameter(rule) is not null && !context.Values.IsLabel(rule));
        var problem = $"Nothing says what to write for '{unlabelled ?? what}' in '{message}'";
        if (unlabelled is not null)
            return $"{problem}: there is a parameter '{unlabelled}', but no element has the label '{unlabelled}'. Write '{unlabelled}:{unlabelled}' in the rule, or give it a text with ${unlabelled} below 'says'.";

        return CoreRules.All.ContainsKey(what)
            ? $"{problem}. Give it a text below 'says', or label the element, such as 'name:{what}', and declare a parameter 'name'."
            : $"{problem}. Give it a text below 'says', or declare a parameter '{what}' with a default.";
    }
}

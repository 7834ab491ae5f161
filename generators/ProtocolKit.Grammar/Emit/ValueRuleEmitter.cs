using ProtocolKit.Grammar.Model;

namespace ProtocolKit.Grammar.Emit;

/// <summary>Emits the method that checks a whole value against a rule: <c>internal static bool IsName(ReadOnlySpan&lt;byte&gt; value)</c>.</summary>
public static class ValueRuleEmitter
{
    /// <summary>Emits the method.</summary>
    public static void Emit(CodeWriter code, ValueRuleModel rule)
    {
    }
}

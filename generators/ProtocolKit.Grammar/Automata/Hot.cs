using System.Runtime.CompilerServices;

namespace ProtocolKit.Grammar.Automata;

/// <summary>How the few methods are compiled in which the time goes. A compiler compiles grammars once and ends before the run time comes
/// to optimize anything, so these are optimized at once; for all others that would take longer than it saves.</summary>
internal static class Hot
{
    public const MethodImplOptions Loop = MethodImplOptions.AggressiveOptimization;
}

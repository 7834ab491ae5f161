using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Where a record stands in a message.</summary>
/// <param name="State">The parser's place before it.</param>
/// <param name="Position">The position before it.</param>
/// <param name="Layout">The list that it is in: a <see cref="ListLayout"/>.</param>
/// <param name="End">Where it ends.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ScannedPlace(int State, int Position, int Layout, int End);

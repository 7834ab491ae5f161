using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Which record of a message another list stands in.</summary>
/// <param name="Layout">The list that the record is in: a <see cref="ListLayout"/>.</param>
/// <param name="Number">How many records of that list end before it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ScannedPlace(int Layout, int Number);

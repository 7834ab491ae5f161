using System.ComponentModel;

namespace ProtocolKit.Generated;

/// <summary>Where a record stands in a message.</summary>
/// <param name="Before">Where the one before it ends; 0 if there is none.</param>
/// <param name="Layout">The list that it is in: a <see cref="ListLayout"/>.</param>
/// <param name="End">Where it ends.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct ScannedPlace(int Before, int Layout, int End);

namespace ProtocolKit.AspNetCore.Tests;

/// <summary>Tests with nothing beside them.</summary>
[CollectionDefinition(nameof(OneAtATime), DisableParallelization = true)]
public sealed class OneAtATime;

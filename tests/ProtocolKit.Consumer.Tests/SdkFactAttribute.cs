namespace ProtocolKit.Consumer.Tests;

/// <summary>A test that runs the .NET SDK, and is skipped where there is none.</summary>
internal sealed class SdkFactAttribute : FactAttribute
{
    public SdkFactAttribute()
    {
        if (Sdk.Path is null)
            Skip = "The .NET SDK is not there: neither DOTNET_HOST_PATH nor PATH leads to 'dotnet'.";
    }
}

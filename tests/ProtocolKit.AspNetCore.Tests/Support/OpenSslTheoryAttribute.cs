namespace ProtocolKit.AspNetCore.Tests;

/// <summary>A theory whose client is <c>openssl s_client</c>; skipped where that is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class OpenSslTheoryAttribute : TheoryAttribute
{
    public const string Program = "/usr/bin/openssl";

    public OpenSslTheoryAttribute()
    {
        if (!File.Exists(Program))
            Skip = $"{Program} is not installed.";
    }
}

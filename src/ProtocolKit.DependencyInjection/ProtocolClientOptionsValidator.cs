using System.Security.Cryptography;
using Microsoft.Extensions.Options;

namespace ProtocolKit;

/// <summary>Tells at the start of an application what a connection could not use.</summary>
internal sealed class ProtocolClientOptionsValidator(ProtocolDefinition protocol, string name) : IValidateOptions<ProtocolClientOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, ProtocolClientOptions options)
    {
        if (optionsName != name)
            return ValidateOptionsResult.Skip;
        try
        {
            ConfiguredClient.Of(protocol, options, logs: null, TimeProvider.System);
            return ValidateOptionsResult.Success;
        }
        catch (Exception fault) when (
            fault is ArgumentException or FormatException or IOException or UnauthorizedAccessException or CryptographicException)
        {
            return ValidateOptionsResult.Fail($"The client of {protocol.Name}{(name.Length == 0 ? "" : $" '{name}'")}: {fault.Message}");
        }
    }
}

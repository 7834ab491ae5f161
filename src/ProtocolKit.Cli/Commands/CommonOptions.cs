using System.CommandLine;
using System.Globalization;

namespace ProtocolKit.Cli;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<double> Timeout(string description, double seconds) => Seconds("--timeout", description, seconds);

    public static Option<double> Seconds(string name, string description, double seconds) => new(name)
    {
        Description = description,
        HelpName = "SECONDS",
        DefaultValueFactory = _ => seconds,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 86400)
                return value;
            result.AddError($"{name} takes seconds, more than 0 and at most 86400, not '{PeerText.Escape(text)}'.");
            return seconds;
        },
    };

    public static Option<int?> Port(string description) => new("--port")
    {
        Description = description,
        HelpName = "PORT",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                return value;
            result.AddError($"--port takes a number from 0 to 65535, not '{PeerText.Escape(text)}'.");
            return null;
        },
    };

    public static Option<FileInfo?> Authorities() => new("--ca") { Description = "Trust only the certificates in this PEM file.", HelpName = "FILE" };

    public static Option<string?> ServerName() =>
        new("--sni") { Description = "The name to ask for and to find in the certificate, in place of the host's.", HelpName = "NAME" };

    public static Option<string[]> Settings() =>
        new("--set") { Description = "Set a parameter of the protocol: name=value. May be repeated.", HelpName = "name=value" };

    /// <summary>Sets parameters as the user has them.</summary>
    /// <exception cref="UsageException">There is no such parameter, or it may not have that value.</exception>
    public static ProtocolParameters Apply(IEnumerable<string>? settings, ProtocolParameters parameters)
    {
        foreach (var setting in settings ?? [])
        {
            var (name, value) = Split(setting);
            try
            {
                parameters.SetValue(name, value);
            }
            catch (ArgumentException failure)
            {
                throw new UsageException($"--set {PeerText.Escape(setting)}: ", failure);
            }
        }

        return parameters;
    }

    /// <summary>Splits what the user has set.</summary>
    /// <exception cref="UsageException">It is not <c>name=value</c>.</exception>
    public static KeyValuePair<string, string> Split(string setting) => setting.Split('=', 2) is [var name, var value]
        ? new(name, value)
        : throw new UsageException($"--set takes name=value, not '{PeerText.Escape(setting)}'.");
}

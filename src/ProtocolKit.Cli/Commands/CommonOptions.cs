using System.CommandLine;
using System.Globalization;

namespace ProtocolKit.Cli;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<double> Timeout(string description, double seconds) => new("--timeout")
    {
        Description = description,
        HelpName = "SECONDS",
        DefaultValueFactory = _ => seconds,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is > 0 and <= 86400)
                return value;
            result.AddError($"--timeout takes seconds, more than 0 and at most 86400, not '{PeerText.Escape(text)}'.");
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

    public static Option<string[]> Settings() =>
        new("--set") { Description = "Set a parameter of the protocol: name=value. May be repeated.", HelpName = "name=value" };

    /// <summary>Sets parameters as the user has them.</summary>
    /// <exception cref="UsageException">There is no such parameter, or it may not have that value.</exception>
    public static ProtocolParameters Apply(IEnumerable<string>? settings, ProtocolParameters parameters)
    {
        foreach (var setting in settings ?? [])
        {
            if (setting.Split('=', 2) is not [var name, var value])
                throw new UsageException($"--set takes name=value, not '{PeerText.Escape(setting)}'.");
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
}

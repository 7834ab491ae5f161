using System.CommandLine;

namespace ProtocolKit.Cli;

/// <summary>The options that several commands have.</summary>
internal static class CommonOptions
{
    public static Option<double> Timeout(string description, double seconds)
    {
        var option = new Option<double>("--timeout") { Description = description, HelpName = "SECONDS", DefaultValueFactory = _ => seconds };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and <= 86400))
                result.AddError("--timeout takes seconds, more than 0 and at most 86400.");
        });
        return option;
    }

    public static Option<string[]> Settings() =>
        new("--set") { Description = "Set a parameter of the protocol: name=value. May be repeated.", HelpName = "name=value" };

    /// <summary>Sets parameters as the user has them.</summary>
    /// <exception cref="UsageException">There is no such parameter, or it may not have that value.</exception>
    public static ProtocolParameters Apply(IEnumerable<string>? settings, ProtocolParameters parameters)
    {
        foreach (var setting in settings ?? [])
        {
            if (setting.Split('=', 2) is not [var name, var value])
                throw new UsageException($"--set takes name=value, not '{setting}'.");
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

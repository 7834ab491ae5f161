using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ProtocolKit;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers clients of protocols.</summary>
public static class ProtocolClientServiceCollectionExtensions
{
    /// <summary>Registers an <see cref="IProtocolClient{TProtocol}"/>.</summary>
    /// <typeparam name="TProtocol">The protocol: the type that is generated from its grammar.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="configure">Says where to connect, and how.</param>
    /// <returns>The options, to say more of them.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static OptionsBuilder<ProtocolClientOptions> AddProtocolClient<TProtocol>(
        this IServiceCollection services, Action<ProtocolClientOptions> configure)
        where TProtocol : class, IProtocol =>
        services.AddProtocolClient<TProtocol>(TProtocol.Definition.Name).Configure(configure);

    /// <summary>Registers an <see cref="IProtocolClient{TProtocol}"/>.</summary>
    /// <typeparam name="TProtocol">The protocol: the type that is generated from its grammar.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="section">Says where to connect, and how: a section whose keys are the properties of
    /// <see cref="ProtocolClientOptions"/>.</param>
    /// <returns>The options, to say more of them.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static OptionsBuilder<ProtocolClientOptions> AddProtocolClient<TProtocol>(
        this IServiceCollection services, IConfigurationSection section)
        where TProtocol : class, IProtocol =>
        services.AddProtocolClient<TProtocol>(TProtocol.Definition.Name, section);

    /// <summary>Registers an <see cref="IProtocolClient{TProtocol}"/> under a key, for applications that have several of a protocol.</summary>
    /// <inheritdoc cref="AddProtocolClient{TProtocol}(IServiceCollection, IConfigurationSection)"/>
    /// <typeparam name="TProtocol">The protocol: the type that is generated from its grammar.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The key, and the name of the options. The first client of a protocol is found without a key, too.</param>
    /// <param name="section">Says where to connect, and how: a section whose keys are the properties of
    /// <see cref="ProtocolClientOptions"/>.</param>
    public static OptionsBuilder<ProtocolClientOptions> AddProtocolClient<TProtocol>(
        this IServiceCollection services, string name, IConfigurationSection section)
        where TProtocol : class, IProtocol
    {
        ArgumentNullException.ThrowIfNull(section);
        return services.AddProtocolClient<TProtocol>(name).Bind(section);
    }

    /// <summary>Registers an <see cref="IProtocolClient{TProtocol}"/> under a key, for applications that have several of a protocol.</summary>
    /// <typeparam name="TProtocol">The protocol: the type that is generated from its grammar.</typeparam>
    /// <param name="services">The services.</param>
    /// <param name="name">The key, and the name of the options. The first client of a protocol is found without a key, too.</param>
    /// <returns>The options, to say where to connect, and how.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static OptionsBuilder<ProtocolClientOptions> AddProtocolClient<TProtocol>(this IServiceCollection services, string name)
        where TProtocol : class, IProtocol
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.AddSingleton<IValidateOptions<ProtocolClientOptions>>(new ProtocolClientOptionsValidator(TProtocol.Definition, name));
        services.AddKeyedSingleton<IProtocolClient<TProtocol>>(name, (provider, _) => new ProtocolClient<TProtocol>(
            name, provider.GetRequiredService<IOptionsMonitor<ProtocolClientOptions>>(), provider.GetService<ILoggerFactory>(),
            provider.GetService<TimeProvider>() ?? TimeProvider.System));
        services.TryAddSingleton(provider => provider.GetRequiredKeyedService<IProtocolClient<TProtocol>>(name));
        return services.AddOptions<ProtocolClientOptions>(name).ValidateOnStart();
    }
}

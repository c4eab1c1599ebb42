using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ServerSessions.Hosting.Configuration;

/// <summary>Reads settings from a section of the application's configuration.</summary>
internal static class ConfiguredSettings
{
    /// <summary>Name of the default section.</summary>
    public const string Section = "ServerSessions";

    public const string Webhooks = "Webhooks";
    public const string Redis = "Redis";
    public const string Recordings = "Recordings";

    // Added by editors.
    private const string Schema = "$schema";

    /// <summary>Applies a section to options.</summary>
    /// <exception cref="OptionsValidationException">The section has faults; each names its path and what is expected.</exception>
    public static void Read<TOptions>(IConfiguration section, TOptions options) where TOptions : class
    {
        var faults = new List<string>();
        ReadOnlySpan<string> others = options is SessionProcessingOptions ? [Webhooks, Redis, Recordings, Schema] : [];
        ConfigurationChecks.Check(section, options.GetType(), faults, others);
        if (faults.Count > 0)
            throw new OptionsValidationException(Options.DefaultName, options.GetType(), faults.Select(f => "Session tracking: " + f));
        foreach (var (name, property) in ConfigurationChecks.Members(options.GetType()))
        {
            var value = section.GetSection(name);
            if (!value.Exists())
                continue;
            try
            {
                Set(options, property, value);
            }
            catch (Exception exception) when (exception is not OptionsValidationException)
            {
                // A setter of the framework's settings, such as the cookie's name, can refuse a value.
                throw new OptionsValidationException(Options.DefaultName, options.GetType(),
                    [$"Session tracking: {value.Path} cannot be used: {((exception as TargetInvocationException)?.InnerException ?? exception).Message}"]);
            }
        }
    }

    private static void Set(object options, PropertyInfo property, IConfigurationSection value)
    {
        if (property.PropertyType == typeof(TimeZoneInfo))
            property.SetValue(options, TimeZoneInfo.FindSystemTimeZoneById(value.Value!));
        else if (ConfigurationChecks.IsSimple(property.PropertyType))
            property.SetValue(options, value.Get(property.PropertyType));
        else if (ConfigurationChecks.Element(property.PropertyType) is { } element && !ConfigurationChecks.IsByName(property.PropertyType))
            AddAll(value, property.GetValue(options)!, element);
        else
            value.Bind(property.GetValue(options));
    }

    // The binder does not add to an existing set.
    private static void AddAll(IConfiguration list, object collection, Type element)
    {
        var add = typeof(ICollection<>).MakeGenericType(element).GetMethod(nameof(ICollection<>.Add))!;
        foreach (var child in list.GetChildren())
            add.Invoke(collection, [child.Get(element)]);
    }

    /// <summary>Returns the application's configuration, if it is registered as an instance; null if not.</summary>
    public static IConfiguration? Of(IServiceCollection services) =>
        services.LastOrDefault(d => d.ServiceType == typeof(IConfiguration) && !d.IsKeyedService)?.ImplementationInstance as IConfiguration
        ?? (services.LastOrDefault(d => d.ServiceType == typeof(HostBuilderContext) && !d.IsKeyedService)?.ImplementationInstance as HostBuilderContext)?.Configuration;

    /// <summary>Returns the section that <c>AddSessionTracking</c> or <c>AddSessionProcessing</c> was called with before, or the default section; null without configuration.</summary>
    public static IConfiguration? Chosen(IServiceCollection services) =>
        (services.LastOrDefault(d => d.ServiceType == typeof(SettingsSource) && !d.IsKeyedService)?.ImplementationInstance as SettingsSource)?.Section ?? Of(services)?.GetSection(Section);

    /// <summary>Returns the configured roles; null when there are none, or when they cannot be read, in which case the start fails with the path.</summary>
    public static SessionTrackingRoles? Roles(IServiceCollection services, IConfiguration? named) =>
        Enum.TryParse<SessionTrackingRoles>((named ?? Of(services)?.GetSection(Section))?[nameof(SessionProcessingOptions.Roles)], ignoreCase: true, out var roles) ? roles : null;

    /// <summary>Returns the section that a call names, or the default section.</summary>
    public static IConfiguration? Of(IServiceProvider provider, IConfiguration? named) => named ?? provider.GetService<IConfiguration>()?.GetSection(Section);
}

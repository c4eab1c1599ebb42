using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What is added to session tracking.</summary>
public static class SessionTrackingBuilderExtensions
{
    /// <summary>Sends alerts to a receiver, signed as Standard Webhooks.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="url">An https address; http for this machine in Development.</param>
    /// <param name="secret"><c>whsec_</c> and 24 to 64 random bytes in Base64.</param>
    public static SessionTrackingBuilder AddWebhook(this SessionTrackingBuilder builder, string url, string secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw new ArgumentException($"The webhook's address \"{url}\" is no absolute URL; expected one like https://hooks.example/security.", nameof(url));
        builder.Services.Configure<WebhookOptions>(o => o.Subscriptions.Add(new WebhookSubscription { Url = address, Secrets = [secret] }));
        return builder;
    }

    /// <summary>Tells code of the application of every alert, at least once.</summary>
    public static SessionTrackingBuilder AddAlertHandler<T>(this SessionTrackingBuilder builder) where T : class, ISessionAlertHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionAlertHandler, T>());
        return builder;
    }

    /// <summary>Adds a detection rule of the application's own.</summary>
    public static SessionTrackingBuilder AddDetector<T>(this SessionTrackingBuilder builder) where T : class, ISessionDetector
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionDetector, T>());
        return builder;
    }

    /// <summary>Sets what a rule's findings lead to.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="id">The rule's id, "D13".</param>
    /// <param name="mode">The mode.</param>
    public static SessionTrackingBuilder Detect(this SessionTrackingBuilder builder, string id, DetectionMode mode) =>
        builder.Configured(o => o.Detection.Modes[id] = mode);

    /// <summary>Declares a goal: a journey that reaches one of these steps is completed.</summary>
    public static SessionTrackingBuilder AddGoal(this SessionTrackingBuilder builder, params string[] steps) =>
        builder.Configured(o =>
        {
            foreach (var step in steps)
                o.Goals.Add(step);
        });

    /// <summary>Declares a flow, step by step; the last step completes it.</summary>
    public static SessionTrackingBuilder AddFlow(this SessionTrackingBuilder builder, string name, params string[] steps) =>
        builder.Configured(o => o.Flows.Add(new Flow(name, steps)));

    private static SessionTrackingBuilder Configured(this SessionTrackingBuilder builder, Action<SessionTrackingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }
}

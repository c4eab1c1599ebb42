using Microsoft.Extensions.DependencyInjection.Extensions;
using ServerSessions;
using ServerSessions.Detection;
using ServerSessions.Insights;
using ServerSessions.Places;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Extends session tracking with webhooks, rules, places, goals, funnels and experiments.</summary>
public static class SessionTrackingBuilderExtensions
{
    /// <summary>Sends alerts to a webhook, signed as Standard Webhooks.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="url">An https address; http only for this machine in Development.</param>
    /// <param name="secret"><c>whsec_</c> and 24 to 64 random bytes in Base64.</param>
    public static SessionTrackingBuilder AddWebhook(this SessionTrackingBuilder builder, string url, string secret)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address))
            throw new ArgumentException($"The webhook's address \"{url}\" is not an absolute URL; expected one like https://hooks.example/security.", nameof(url));
        builder.Services.Configure<WebhookOptions>(o => o.Subscriptions.Add(new WebhookSubscription { Url = address, Secrets = [secret] }));
        return builder;
    }

    /// <summary>Sends alerts to a webhook, with all its settings: which alerts, several secrets during a rotation, the form of the body.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="webhook">The subscription.</param>
    public static SessionTrackingBuilder AddWebhook(this SessionTrackingBuilder builder, WebhookSubscription webhook)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(webhook);
        builder.Services.Configure<WebhookOptions>(o => o.Subscriptions.Add(webhook));
        return builder;
    }

    /// <summary>Adds a form of webhook bodies, which subscriptions select by <see cref="WebhookSubscription.Format"/>.</summary>
    public static SessionTrackingBuilder AddWebhookFormatter<T>(this SessionTrackingBuilder builder) where T : class, IWebhookFormatter
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookFormatter, T>());
        return builder;
    }

    /// <summary>Passes every alert to code of the application, at least once.</summary>
    public static SessionTrackingBuilder AddAlertHandler<T>(this SessionTrackingBuilder builder) where T : class, ISessionAlertHandler
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionAlertHandler, T>());
        return builder;
    }

    /// <summary>Adds a detection rule of the application.</summary>
    public static SessionTrackingBuilder AddDetector<T>(this SessionTrackingBuilder builder) where T : class, ISessionDetector
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<ISessionDetector, T>());
        return builder;
    }

    /// <summary>Sets the mode of a rule.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="id">The rule's id, "D13".</param>
    /// <param name="mode">The mode.</param>
    public static SessionTrackingBuilder Detect(this SessionTrackingBuilder builder, string id, DetectionMode mode) =>
        builder.Configured(o => o.Detection.Modes[id] = mode);

    /// <summary>
    /// Sets the response to a rule's findings and enables it. Try it in <see cref="DetectionMode.Shadow"/> first: the response is then only recorded,
    /// together with the session's further behaviour.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="rule">The rule's id, "D5".</param>
    /// <param name="kind">The response.</param>
    /// <param name="lasting">Duration of the response; null for the default of its kind in <see cref="ResponseOptions"/>.</param>
    /// <param name="mode"><see cref="DetectionMode.Enforce"/> or <see cref="DetectionMode.Shadow"/>.</param>
    public static SessionTrackingBuilder Respond(
        this SessionTrackingBuilder builder, string rule, ResponseKind kind, TimeSpan? lasting = null, DetectionMode mode = DetectionMode.Enforce)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(rule);
        if (mode < DetectionMode.Shadow)
            throw new ArgumentException($"In mode {mode}, no response is carried out or recorded; expected Shadow or Enforce.", nameof(mode));
        return builder.Configured(o =>
        {
            o.Responses.Rules[rule] = new RuleResponse(kind, lasting);
            o.Detection.Modes[rule] = mode;
        });
    }

    /// <summary>
    /// Takes the places of visitors from the headers of a content delivery network. Use it only where every request comes through that network: a client
    /// that bypasses it can forge these headers.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="headers"><see cref="GeoHeaders.Cloudflare"/>, <see cref="GeoHeaders.CloudFront"/>, or other header names.</param>
    public static SessionTrackingBuilder UseGeoHeaders(this SessionTrackingBuilder builder, GeoHeaders headers)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(headers);
        builder.Services.AddSingleton<IGeoLocator>(new HeaderLocator(headers));
        return builder;
    }

    /// <summary>
    /// Reads traits of networks from a file with lines of CIDR (192.0.2.0/24, 2001:db8::/32). Text after a comma, a space or # is ignored. People behind
    /// these networks are elsewhere, so their positions do not count for travel.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">Path of the file. It is read again at the next start.</param>
    /// <param name="traits">The traits of the networks in the file.</param>
    public static SessionTrackingBuilder UseGeoNetworks(this SessionTrackingBuilder builder, string path, GeoTraits traits)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        if (traits == GeoTraits.None)
            throw new ArgumentException("The traits are None; expected one or more of Hosting, Vpn, Relay and Satellite.", nameof(traits));
        builder.Services.AddSingleton<IGeoLocator>(_ => NetworkListLocator.Open(path, traits));
        return builder;
    }

    /// <summary>Declares a goal: a journey that reaches one of these steps is completed.</summary>
    public static SessionTrackingBuilder AddGoal(this SessionTrackingBuilder builder, params string[] steps) =>
        builder.Configured(o =>
        {
            foreach (var step in steps)
                o.Goals.Add(step);
        });

    /// <summary>Declares a flow: its steps in order, of which the last completes it.</summary>
    public static SessionTrackingBuilder AddFlow(this SessionTrackingBuilder builder, string name, params string[] steps) =>
        builder.Configured(o => o.Flows.Add(new Flow(name, steps)));

    /// <summary>
    /// Declares a nudge: a hint that is shown to a person at a pattern in the journey. Show it with <c>&lt;session-nudges /&gt;</c>, or with
    /// <c>GetTrackedSession()?.NudgesAsync()</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the nudge, such as "payment-help".</param>
    /// <param name="trigger">The pattern.</param>
    /// <param name="text">The sentence that is shown; null where the application has its own.</param>
    /// <param name="configure">Its further settings.</param>
    public static SessionTrackingBuilder AddNudge(this SessionTrackingBuilder builder, string name, NudgeTrigger trigger, string? text = null, Action<Nudge>? configure = null)
    {
        var nudge = new Nudge { Name = name, Trigger = trigger, Text = text };
        configure?.Invoke(nudge);
        return builder.Configured(o => o.Nudges.Rules.Add(nudge));
    }

    /// <summary>
    /// Declares an experiment between "A" (the control) and "B", with half of the browsers each. Evaluate it with
    /// <c>GetTrackedSession()?.Variant(name)</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">Name of the experiment, such as "checkout-button".</param>
    /// <param name="goals">Names of the steps that are its primary metrics; none for the application's goals.</param>
    public static SessionTrackingBuilder AddExperiment(this SessionTrackingBuilder builder, string name, params string[] goals) =>
        builder.AddExperiment(new Experiment(name, Goals: goals));

    /// <summary>Declares an experiment with its variants, weights and unit.</summary>
    public static SessionTrackingBuilder AddExperiment(this SessionTrackingBuilder builder, Experiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return builder.Configured(o => o.Experiments.Add(experiment));
    }

    /// <summary>Declares a funnel, counted by sessions: steps that follow one another within 14 days, with any steps in between.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">"checkout".</param>
    /// <param name="steps">2 to 20 names of steps. A step that ends in "?" is optional.</param>
    public static SessionTrackingBuilder AddFunnel(this SessionTrackingBuilder builder, string name, params string[] steps) =>
        builder.AddFunnel(new FunnelDefinition { Name = name, Steps = steps });

    /// <summary>Declares a funnel with its order, unit and window.</summary>
    public static SessionTrackingBuilder AddFunnel(this SessionTrackingBuilder builder, FunnelDefinition funnel) =>
        builder.Configured(o => o.Funnels.Add(funnel));

    /// <summary>Declares a feature as a set of steps, where endpoints do not name it with <c>WithFeature</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">"wishlist".</param>
    /// <param name="steps">Names of the feature's steps.</param>
    public static SessionTrackingBuilder AddFeature(this SessionTrackingBuilder builder, string name, params string[] steps) =>
        builder.Configured(o => o.Features.Add(new Feature(name, steps)));

    /// <summary>Declares a course: modules in the order in which people are meant to take them, such as lessons or chapters.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">"Accounting".</param>
    /// <param name="modules">Names of features in order, as in <c>WithFeature</c> and <c>AddFeature</c>.</param>
    public static SessionTrackingBuilder AddCourse(this SessionTrackingBuilder builder, string name, params string[] modules) =>
        builder.Configured(o => o.Courses.Add(new Course(name, modules)));

    /// <summary>Declares a cohort, a named segment that every insight takes as <c>segment=cohort:NAME</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="name">"newsletter": letters, digits, "-", "_" and ".".</param>
    /// <param name="segment">Its segment as <c>key:value</c> texts, joined by "and".</param>
    public static SessionTrackingBuilder AddCohort(this SessionTrackingBuilder builder, string name, params string[] segment) =>
        builder.Configured(o =>
        {
            var cohort = new InsightCohort { Name = name };
            foreach (var text in segment)
                cohort.Segment.Add(text);
            o.Cohorts.Add(cohort);
        });

    private static SessionTrackingBuilder Configured(this SessionTrackingBuilder builder, Action<SessionProcessingOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Configure(configure);
    }
}

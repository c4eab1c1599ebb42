using ServerSessions.Chaos.Webhooks;
using ServerSessions.Detection;
using ServerSessions.Hosting;
using ServerSessions.Storage;

namespace ServerSessions.Chaos.Children;

/// <summary>The one place that composes the product: what a child registers, and what the harness itself reads with.</summary>
internal static class Tracking
{
    // Of this harness only, and written here so that every process has the same.
    private static readonly SessionKey Key = new() { Id = "chaos", Secret = Convert.ToBase64String(new byte[32].Select((_, i) => (byte)i).ToArray()) };

    // A web application gives up what it cannot get rid of (R3 counts it); the others drain.
    private static readonly TimeSpan WebShutdown = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan OtherShutdown = TimeSpan.FromSeconds(20);

    public static void Add(IServiceCollection services, ChildSettings settings, Func<ISessionStorage, ISessionStorage>? around = null)
    {
        if (settings.Times > 1)
            services.AddSingleton<TimeProvider>(new FastTime(settings.Began, settings.Times));
        if (settings.Receivers is { } receivers)
            services.Configure<WebhookOptions>(o => Subscribe(o, receivers));
        services.AddSessionTracking(o =>
        {
            o.Roles = settings.Role switch
            {
                ChildRole.Worker => SessionTrackingRoles.Roll | SessionTrackingRoles.Deliver,
                ChildRole.Sender => SessionTrackingRoles.Deliver,
                ChildRole.Producer or ChildRole.Web or ChildRole.People => SessionTrackingRoles.Capture,
                _ => SessionTrackingRoles.None,
            };
            o.Partitions = settings.Partitions;
            o.QueueCapacity = settings.QueueCapacity;
            o.Keys.Add(Key);
            o.ExcludedPaths.Add("/excluded");
            // Visitors come by plain http.
            (o.Cookie.Name, o.Cookie.SecurePolicy) = ("ss", CookieSecurePolicy.SameAsRequest);
        }).UseRedis(settings.Configuration, o =>
        {
            o.Prefix = settings.Prefix;
            // A call has the same time however fast the clock goes.
            if (settings.Times > 1)
                o.Timeout = TimeSpan.FromMinutes(1);
        });
        if (settings.NotesPeople)
            services.AddSingleton<ISessionDetector, NotedPerson>();
        if (around is not null)
            services.Decorate<ISessionStorage>(_ => { }, (_, inner) => around(inner));
        services.Configure<HostOptions>(o => o.ShutdownTimeout = settings.Role is ChildRole.Web or ChildRole.People ? WebShutdown : OtherShutdown);
    }

    private static void Subscribe(WebhookOptions options, string receivers)
    {
        options.AllowInsecureLoopback = true;
        foreach (var kind in Enum.GetValues<ReceiverKind>())
            options.Subscriptions.Add(new WebhookSubscription { Id = kind.ToString(), Url = new Uri($"{receivers}/{kind}"), Secrets = [Receivers.Secret] });
    }
}

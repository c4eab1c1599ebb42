using Microsoft.Extensions.Options;
using ServerSessions.Privacy;

namespace ServerSessions.Hosting;

/// <summary>Says in one message everything that is wrong with the options: what was given, what is expected.</summary>
internal sealed class SessionTrackingOptionsValidator(RegisteredRoles? registered = null) : IValidateOptions<SessionTrackingOptions>
{
    private const int MaxKeys = 3;
    private const int MaxKeyId = 64;
    private const int MostFlows = 32;
    private const int MostExperiments = 32;
    private const int MostVariants = 8;
    private const int LongestName = 128;
    private const int LongestVariant = 64;

    public ValidateOptionsResult Validate(string? name, SessionTrackingOptions options)
    {
        var faults = new List<string>();
        Between(faults, "IdleTimeout", options.IdleTimeout, TimeSpan.FromMinutes(1), TimeSpan.FromHours(10));
        Between(faults, "MaxAge", options.MaxAge, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        if (options.MaxAge < options.IdleTimeout)
            faults.Add($"MaxAge is {options.MaxAge} and IdleTimeout is {options.IdleTimeout}: a session would end of age before it can be idle. Make MaxAge at least IdleTimeout.");
        Between(faults, "Partitions", options.Partitions, 1, SessionId.MaxPartitions);
        Between(faults, "QueueCapacity", options.QueueCapacity, 1024, 1 << 20);
        Between(faults, "QueueBytes", options.QueueBytes, 1 << 20, 1L << 34);
        Between(faults, "InProcessJourneys", options.InProcessJourneys, 1, 10_000_000);
        Between(faults, "CatchAllSegments", options.CatchAllSegments, 0, 4);
        foreach (var host in options.OwnHosts.Where(h => h.Length == 0 || h.AsSpan().IndexOfAny("/?#@ ") >= 0))
            faults.Add($"OwnHosts has \"{host}\"; expected a host, with a port or without: shop.example, shop.example:8443.");
        if (!Enum.IsDefined(options.Mode))
            faults.Add($"Mode is {(int)options.Mode}; expected Off, Cookieless or Cookie.");
        if (options.Mode == TrackingMode.Cookieless && options.HasConsent is not null)
            faults.Add("Mode is Cookieless and HasConsent is set: no cookie is ever set, so there is nothing to consent to. Remove HasConsent, or use Mode Cookie.");
        if ((options.Roles & ~SessionTrackingRoles.All) != 0)
            faults.Add($"Roles is {(int)options.Roles}; expected a combination of Capture, Roll and Deliver.");
        else if (registered is not null && registered.Roles != options.Roles)
            faults.Add($"Roles is {options.Roles}, but AddSessionTracking was called with {registered.Roles}, which decided what is registered. Set Roles in the first call of AddSessionTracking: AddSessionTracking(o => o.Roles = …).");
        faults.AddRange(ZoneFaults.Of(options.TimeZone));
        faults.AddRange(CookieFaults.Of(options.Cookie));
        Flood(faults, options.Flood);
        Keys(faults, options);
        Names(faults, options);
        Experiments(faults, options.Experiments);
        Thresholds(faults, options.Detection);
        faults.AddRange(options.Responses.Faults());
        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Select(f => "Session tracking: " + f));
    }

    private static void Experiments(List<string> faults, IList<Experiment> experiments)
    {
        if (experiments.Count > MostExperiments)
            faults.Add($"{experiments.Count} experiments are declared; at most {MostExperiments} are possible.");
        foreach (var twice in experiments.GroupBy(e => e.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two experiments have the name \"{twice.Key}\".");
        foreach (var experiment in experiments)
        {
            if (experiment.Name is not { Length: >= 1 and <= LongestName })
                faults.Add($"the name of the experiment \"{experiment.Name}\" has {experiment.Name?.Length ?? 0} characters; expected 1 to {LongestName}.");
            if (experiment.Variants.Count is < 2 or > MostVariants)
                faults.Add($"the experiment \"{experiment.Name}\" has {experiment.Variants.Count} variants; expected 2 to {MostVariants}.");
            foreach (var twice in experiment.Variants.GroupBy(v => v.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
                faults.Add($"the experiment \"{experiment.Name}\" has two variants with the name \"{twice.Key}\".");
            foreach (var variant in experiment.Variants.Where(v => v.Name is not { Length: >= 1 and <= LongestVariant } || !(v.Weight > 0 && double.IsFinite(v.Weight))))
                faults.Add($"the variant \"{variant.Name}\" of the experiment \"{experiment.Name}\" has the weight {variant.Weight}; expected a name of 1 to {LongestVariant} characters and a weight above 0.");
            if (!Enum.IsDefined(experiment.Unit))
                faults.Add($"the unit of the experiment \"{experiment.Name}\" is {(int)experiment.Unit}; expected Device or User.");
        }
    }

    private static void Flood(List<string> faults, FloodOptions flood)
    {
        Between(faults, "Flood.NewSessionsPerSecond", flood.NewSessionsPerSecond, 1, 1_000_000);
        Between(faults, "Flood.NewSessionsPerNetwork", flood.NewSessionsPerNetwork, 1, 1_000_000);
        Between(faults, "Flood.ProvisionalSessions", flood.ProvisionalSessions, 16, 10_000_000);
        Between(faults, "Flood.LiveSessions", flood.LiveSessions, 1_024, 100_000_000);
        Between(faults, "Flood.SingleRequestJourneysPerMinute", flood.SingleRequestJourneysPerMinute, 0, 1_000_000);
        if (flood.ProvisionalSessions > flood.LiveSessions)
            faults.Add($"Flood.ProvisionalSessions is {flood.ProvisionalSessions} and Flood.LiveSessions is {flood.LiveSessions}: those waited for are live sessions too. Make LiveSessions the greater.");
    }

    private static void Keys(List<string> faults, SessionTrackingOptions options)
    {
        if (options.Keys.Count > MaxKeys)
            faults.Add($"{options.Keys.Count} keys are listed; at most {MaxKeys} are read, because each one is one more look-up. Remove the oldest: \"{options.Keys[^1].Id}\".");
        foreach (var key in options.Keys.Where(k => k.Id.Length is 0 or > MaxKeyId))
            faults.Add($"the id \"{key.Id}\" of a key has {key.Id.Length} characters; expected 1 to {MaxKeyId}.");
        foreach (var (newer, older) in options.Keys.Zip(options.Keys.Skip(1)))
            if (older.ActiveFrom is { } before && (newer.ActiveFrom is not { } from || from <= before))
                faults.Add($"the key \"{newer.Id}\" is active {(newer.ActiveFrom is { } given ? $"from {given:O}" : "at once")}, and the one listed after it, \"{older.Id}\", from {before:O}. List the newest key first: its ActiveFrom is later than that of the next one.");
        foreach (var twice in options.Keys.Where(k => k.Secret.Length > 0).GroupBy(k => k.Secret, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"the keys {string.Join(" and ", twice.Select(k => $"\"{k.Id}\""))} have the same secret; a new key needs a new one. Make one with: openssl rand -base64 32");
        foreach (var twice in options.Keys.GroupBy(k => k.Id, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two keys have the id \"{twice.Key}\"; ids must differ, or nobody can tell which key made a pseudonym.");
        foreach (var key in options.Keys)
        {
            var buffer = new byte[(key.Secret.Length * 3 / 4) + 3];
            if (!Convert.TryFromBase64String(key.Secret, buffer, out var length))
                faults.Add($"the secret of key \"{key.Id}\" is no Base64. Make one with: openssl rand -base64 32");
            else if (length < KeySet.SecretBytes)
                faults.Add($"the secret of key \"{key.Id}\" has {length} bytes; at least {KeySet.SecretBytes} are needed. Make one with: openssl rand -base64 32");
        }
    }

    private static void Names(List<string> faults, SessionTrackingOptions options)
    {
        foreach (var path in options.ExcludedPaths.Concat(options.Logins.Select(l => l.Path)))
            if (!path.StartsWith('/'))
                faults.Add($"the path \"{path}\" does not begin with \"/\".");
        foreach (var twice in options.Logins.GroupBy(l => l.Path.TrimEnd('/'), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            faults.Add($"the login path \"{twice.Key}\" is declared {twice.Count()} times, with the fields {string.Join(" and ", twice.Select(l => l.AccountField))}. Declare it once.");
        if (options.Flows.Count > MostFlows)
            faults.Add($"{options.Flows.Count} flows are declared; at most {MostFlows} are possible.");
        foreach (var flow in options.Flows.Where(f => f.Steps.Count < 2))
            faults.Add($"the flow \"{flow.Name}\" has {flow.Steps.Count} steps; at least 2 are needed.");
        foreach (var funnel in options.Funnels)
            if (funnel.Name.Length == 0 || funnel.Fault is not null)
                faults.Add($"the funnel \"{funnel.Name}\" cannot be used: {(funnel.Name.Length == 0 ? "it has no name." : funnel.Fault)}");
        foreach (var twice in options.Funnels.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two funnels have the name \"{twice.Key}\".");
        foreach (var feature in options.Features.Where(f => f.Name.Length == 0 || f.Steps.Count == 0))
            faults.Add($"the feature \"{feature.Name}\" has {feature.Steps.Count} steps; a name and at least one step are needed.");
        foreach (var twice in options.Flows.GroupBy(f => f.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two flows have the name \"{twice.Key}\".");
    }

    private static void Thresholds(List<string> faults, DetectionOptions detection)
    {
        var stuffing = detection.CredentialStuffing;
        if (stuffing.Accounts < 2 || stuffing.NeverSucceed < 1 || stuffing.NeverSucceed > stuffing.Accounts)
            faults.Add($"CredentialStuffing.Accounts is {stuffing.Accounts} and NeverSucceed is {stuffing.NeverSucceed}; expected 1 ≤ NeverSucceed ≤ Accounts and Accounts ≥ 2.");
        if (stuffing.FailedShare is not (> 0 and <= 1))
            faults.Add($"CredentialStuffing.FailedShare is {stuffing.FailedShare}; expected more than 0 and at most 1.");
        if (stuffing.UrgentFactor < 1)
            faults.Add($"CredentialStuffing.UrgentFactor is {stuffing.UrgentFactor}; expected at least 1.");
        Between(faults, "CredentialStuffing.Window", stuffing.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(faults, "CredentialStuffing.Grace", stuffing.Grace, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(faults, "SuccessAfterAttack.Within", detection.SuccessAfterAttack.Within, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        Between(faults, "AccountBruteForce.Failures", detection.AccountBruteForce.Failures, 2, 128);
        Between(faults, "AccountBruteForce.Window", detection.AccountBruteForce.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(faults, "AccountBruteForce.DistributedFailures", detection.AccountBruteForce.DistributedFailures, 2, 128);
        Between(faults, "AccountBruteForce.DistributedWindow", detection.AccountBruteForce.DistributedWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        Between(faults, "AccountBruteForce.Networks", detection.AccountBruteForce.Networks, 2, 128);
        Between(faults, "LowAndSlow.Failures", detection.LowAndSlow.Failures, 2, 64);
        Between(faults, "LowAndSlow.MedianGap", detection.LowAndSlow.MedianGap, TimeSpan.FromSeconds(1), detection.LowAndSlow.Window);
        Between(faults, "LowAndSlow.Window", detection.LowAndSlow.Window, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Between(faults, "UseAfterEnd.Grace", detection.UseAfterEnd.Grace, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(faults, "UseAfterEnd.Remembered", detection.UseAfterEnd.Remembered, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
        Between(faults, "SessionHijack.BothActive", detection.SessionHijack.BothActive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        var objects = detection.ObjectProbing;
        Between(faults, "ObjectProbing.Objects", objects.Objects, 2, 128);
        Between(faults, "ObjectProbing.LongObjects", objects.LongObjects, 2, 128);
        Between(faults, "ObjectProbing.Window", objects.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(faults, "ObjectProbing.LongWindow", objects.LongWindow, objects.Window, TimeSpan.FromHours(24));
        Between(faults, "PrivilegeProbing.Endpoints", detection.PrivilegeProbing.Endpoints, 1, 32);
        Between(faults, "PrivilegeProbing.Window", detection.PrivilegeProbing.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(faults, "PrivilegeProbing.Users", detection.PrivilegeProbing.Users, 2, 128);
        Between(faults, "PrivilegeProbing.UserWindow", detection.PrivilegeProbing.UserWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(7));
        Between(faults, "ImpossibleNavigation.Wait", detection.ImpossibleNavigation.Wait, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Between(faults, "ImpossibleNavigation.Pages", detection.ImpossibleNavigation.Pages, 1, 32);
        Actions(faults, detection.UnreachableAction);
        Pace(faults, detection.FasterThanHuman);
        Between(faults, "Trap.Hits", detection.Trap.Hits, 1, 32);
        Between(faults, "Trap.Window", detection.Trap.Window, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        Between(faults, "Probing.DistinctPaths", detection.Probing.DistinctPaths, 2, 128);
        Between(faults, "Probing.KnownProbes", detection.Probing.KnownProbes, 1, 128);
        Between(faults, "Probing.PathWindow", detection.Probing.PathWindow, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(faults, "Probing.ProbeWindow", detection.Probing.ProbeWindow, TimeSpan.FromSeconds(1), TimeSpan.FromDays(7));
        Between(faults, "ImpossibleTravel.Kilometres", detection.ImpossibleTravel.Kilometres, 200, 20_000);
        Between(faults, "ImpossibleTravel.KilometresPerHour", detection.ImpossibleTravel.KilometresPerHour, 100, 100_000);
        Between(faults, "ImpossibleTravel.Overlap", detection.ImpossibleTravel.Overlap, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between(faults, "Scraping.Times", detection.Scraping.Times, 1, 10_000);
        Between(faults, "Scraping.Items", detection.Scraping.Items, 100, 1_000_000);
        Between(faults, "Scraping.FirstTimeShare", detection.Scraping.FirstTimeShare, 0.1, 1);
        Between(faults, "SiteShift.Events", detection.SiteShift.Events, 10, 1_000_000);
        Between(faults, "SiteShift.Times", detection.SiteShift.Times, 1.5, 10_000);
        Between(faults, "SiteShift.Deviations", detection.SiteShift.Deviations, 1, 1_000);
        Between(faults, "WeakContext.Within", detection.WeakContext.Within, TimeSpan.FromMinutes(1), TimeSpan.FromHours(24));
        Between(faults, "WeakContext.Settled", detection.WeakContext.Settled, detection.WeakContext.Within, TimeSpan.FromDays(30));
        Between(faults, "WeakContext.Remembered", detection.WeakContext.Remembered, TimeSpan.FromDays(1), TimeSpan.FromDays(400));
        var fan = detection.FanOut;
        Between(faults, "FanOut.DeviceUsers", fan.DeviceUsers, 2, 64);
        Between(faults, "FanOut.DeviceWindow", fan.DeviceWindow, TimeSpan.FromMinutes(1), TimeSpan.FromDays(1));
        Between(faults, "FanOut.UserSessions", fan.UserSessions, 2, 64);
        Between(faults, "FanOut.UserNetworks", fan.UserNetworks, 1, fan.UserSessions);
        Between(faults, "FanOut.ParallelWindow", fan.ParallelWindow, TimeSpan.FromMinutes(5), TimeSpan.FromHours(24));
        Between(faults, "FanOut.SourceSessions", fan.SourceSessions, 2, 1_000_000);
        Between(faults, "FanOut.ReturnWithin", fan.ReturnWithin, TimeSpan.FromSeconds(10), TimeSpan.FromHours(1));
        Between(faults, "FanOut.NeverReturned", fan.NeverReturned, 0.01, 1);
        Between(faults, "Detection.CallLimit", detection.CallLimit, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Between(faults, "Incidents.Points", detection.Incidents.Points, 5, 10_000);
        Between(faults, "Incidents.Rules", detection.Incidents.Rules, 2, 20);
        Between(faults, "Incidents.Window", detection.Incidents.Window, TimeSpan.FromMinutes(30), TimeSpan.FromDays(1));
    }

    private static void Actions(List<string> faults, UnreachableActionOptions actions)
    {
        Between(faults, "UnreachableAction.Wait", actions.Wait, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Between(faults, "UnreachableAction.Failures", actions.Failures, 1, 32);
        Between(faults, "UnreachableAction.CookielessFailures", actions.CookielessFailures, 1, 64);
        Between(faults, "UnreachableAction.Window", actions.Window, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24));
        Between(faults, "UnreachableAction.Support", actions.Support, 2, 1_000_000);
        Between(faults, "UnreachableAction.Sessions", actions.Sessions, actions.Support, 1_000_000_000);
        Between(faults, "UnreachableAction.Learning", actions.Learning, TimeSpan.FromHours(1), TimeSpan.FromDays(90));
    }

    private static void Pace(List<string> faults, FasterThanHumanOptions pace)
    {
        Between(faults, "FasterThanHuman.FormTime", pace.FormTime, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Between(faults, "FasterThanHuman.Forms", pace.Forms, 1, 16);
        Between(faults, "FasterThanHuman.Navigations", pace.Navigations, 3, 31);
        Between(faults, "FasterThanHuman.MedianGap", pace.MedianGap, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        Between(faults, "FasterThanHuman.Sustained", pace.Sustained, TimeSpan.Zero, TimeSpan.FromMinutes(2));
        if (pace.Variation is not (> 0 and < 1))
            faults.Add($"FasterThanHuman.Variation is {pace.Variation}; expected more than 0 and less than 1.");
    }

    private static void Between<T>(List<string> faults, string option, T value, T least, T most) where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            faults.Add($"{option} is {value}; expected {least} to {most}.");
    }
}

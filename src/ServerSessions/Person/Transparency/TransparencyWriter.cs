using System.Globalization;
using Microsoft.Extensions.Options;
using ServerSessions.Beacon;
using ServerSessions.Capture.Consent;
using ServerSessions.Capture.Cookies;
using ServerSessions.Consents;
using ServerSessions.Detection;
using ServerSessions.Storage;

namespace ServerSessions.Person.Transparency;

/// <summary>Writes the transparency document from the settings that run.</summary>
internal sealed class TransparencyWriter(
    IOptions<SessionTrackingOptions> options, IOptions<WebhookOptions> webhooks, DetectionEngine detection, DataRetention retention, SessionCookie session, ConsentCookie consent, UserConsents users,
    BeaconRoute beacon)
{
    private const string Notice = "This page is generated from the settings of the software. It is no legal advice.";
    private const string UntilExit = "until the process ends";

    public TransparencyDocument Write()
    {
        var settings = options.Value;
        var stated = settings.Transparency;
        return new TransparencyDocument
        {
            Controller = stated.Controller,
            Contact = stated.Contact,
            Profile = settings.Profile,
            Mode = settings.Mode,
            Purposes = [.. Purposes(settings)],
            Collected = [.. Collected(settings)],
            ForSecurity = [.. ForSecurity(settings)],
            Cookies = [.. Cookies(settings)],
            Recipients = [.. Recipients(stated)],
            UsedFor = [.. stated.Improvements.Select(i => new TransparencyUse(i.Name, i.What, i.Since))],
            Rules = [.. Rules(settings)],
            Objection = stated.Objection ?? stated.Contact,
            Conditions = settings.Profile == TrackingProfile.AudienceOnly ? [.. AudienceConditions.Of(settings, retention, users.IsUsed)] : [],
            Notice = Notice,
        };
    }

    private static IEnumerable<TransparencyPurpose> Purposes(SessionTrackingOptions settings)
    {
        TransparencyPurpose Of(TrackingPurposes purpose, string why) =>
            new(purpose, why, settings.Consent.ModeOf(purpose), settings.Transparency.LegalBases.TryGetValue(purpose, out var basis) ? basis : null);
        yield return Of(TrackingPurposes.Security, "Detects attacks on the site and on accounts, and keeps the site running.");
        if (settings.Mode == TrackingMode.Off)
            yield break;
        yield return Of(TrackingPurposes.Analytics, settings.Profile == TrackingProfile.AudienceOnly
            ? "Counts visits and pages, in figures of all visitors together."
            : "Shows which steps people take and where they get stuck, over several visits.");
        if (settings.Profile == TrackingProfile.AudienceOnly)
            yield break;
        yield return Of(TrackingPurposes.Personalization, "Shows content that depends on what a person did before.");
        yield return Of(TrackingPurposes.Recording, "Records what happens in the browser.");
    }

    private IEnumerable<TransparencyItem> Collected(SessionTrackingOptions settings)
    {
        if (settings.Mode == TrackingMode.Off)
            yield break;
        var isFull = settings.Profile == TrackingProfile.Full;
        var journeys = retention.Journeys is { } kept ? $"{Days(kept)} after the visit" : $"{UntilExit}, at most the newest {settings.InProcessJourneys.ToString(CultureInfo.InvariantCulture)} visits";
        yield return new("Pages and actions of a visit: name, time, duration, result and names of failing fields, never their content", "to understand and improve how the site is used", journeys);
        if (beacon.Path is not null && settings.Mode == TrackingMode.Cookie)
            yield return new("What a script of this site sees of a page: how long it was visible, how far it was scrolled, where it was clicked, which form fields were used, and script errors; never a text or what was typed", "to find pages that do not work for people", journeys);
        yield return new("Kind of browser and device, referring site, campaign, and the country where it is known", "to compare groups of visits", journeys);
        if (isFull)
            yield return new("A keyed pseudonym of the signed-in user, from which the software cannot show the user's id", "to join a user's visits", journeys);
        foreach (var trait in settings.Traits)
            yield return new($"The trait \"{trait.Name}\"", "to compare groups of users", journeys);
        if (isFull)
        {
            yield return new("Whether a user is in a group of users that the operator saved", "to compare groups of users", journeys);
            if (settings.LiveJourney.RemembersPeople)
                yield return new("A person's unfinished tasks, used features and last places, over visits and devices", "to offer to continue", $"{Days(settings.LiveJourney.Kept)} after the last change");
            if (settings.Nudges.Rules.Count > 0)
                yield return new("Which suggestions a person was shown or dismissed", "not to repeat them, and to measure whether they help", $"{Days(NudgeOptions.Kept)} after the last change");
        }

        yield return new("Figures of hours and days over all visits", "to see trends", retention.Figures is { } figures ? Days(figures) : UntilExit);
        yield return new("A person's decisions about consent: time, purposes, version of the text, how", "as proof", $"{Days(settings.Consent.ProofRetention)} after the newest decision");
    }

    private static IEnumerable<TransparencyItem> ForSecurity(SessionTrackingOptions settings)
    {
        if (settings.Mode == TrackingMode.Off)
            yield break;
        var pseudonym = settings.Profile == TrackingProfile.AudienceOnly ? "a pseudonym that ends with its day (UTC)" : "a keyed pseudonym";
        var memory = settings.Profile == TrackingProfile.AudienceOnly ? "its day, and at most 48 hours" : "as long as a rule remembers it, at most 90 days";
        yield return new($"The shortened network address (IPv4 /24, IPv6 /48) and the browser's name, as {pseudonym}", "to recognise attacks from one source", memory);
        yield return new($"Account names that were tried at a sign-in, as {pseudonym}", "to recognise guessed passwords", memory);
        if (settings.Profile == TrackingProfile.Full)
            yield return new("The sign-in and the user, as keyed pseudonyms", "to recognise a stolen sign-in and to end it", memory);
        yield return new("Alerts with their evidence, and decisions about sessions", "to answer attacks, and to show later why", Days(settings.AlertRetention));
    }

    private IEnumerable<TransparencyCookie> Cookies(SessionTrackingOptions settings)
    {
        if (settings.Mode == TrackingMode.Cookie)
            yield return new(session.Name, settings.Profile == TrackingProfile.AudienceOnly
                ? "A random number, to count a browser's visits. Visits do not renew it."
                : "A random number that names the browser, and short hashes of accounts that it has signed in to.", SessionCookie.Lifetime(settings.Cookie) is { } lifetime ? Days(lifetime) : "until the browser closes");
        if (users.IsUsed)
            yield return new(consent.Name, "What was decided about consent, and the day. It identifies no browser.", Days(ConsentCookie.Lifetime));
    }

    private IEnumerable<string> Recipients(TransparencyOptions stated)
    {
        yield return "People to whom the operator has given access to the admin pages";
        if (webhooks.Value.Subscriptions.Count is > 0 and var receivers)
            yield return string.Create(CultureInfo.InvariantCulture, $"{receivers} {(receivers == 1 ? "receiver" : "receivers")} of alerts (webhooks)");
        foreach (var recipient in stated.Recipients)
            yield return recipient;
    }

    // Modes can be changed while the application runs, so the engine is asked, and not the settings.
    private IEnumerable<TransparencyRule> Rules(SessionTrackingOptions settings) =>
        from detector in detection.Detectors
        where settings.Responses.Rules.ContainsKey(detector.Info.Id) && detection.ModeOf(detector.Info.Id) == DetectionMode.Enforce
        let response = settings.Responses.Rules[detector.Info.Id]
        select new TransparencyRule(detector.Info.Id, detector.Info.Summary, response.Kind, Time(response.For ?? settings.Responses.Lasting(response.Kind)));

    internal static string Days(TimeSpan span) => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.##} days");

    private static string Time(TimeSpan span) => span >= TimeSpan.FromDays(1) ? Days(span) : string.Create(CultureInfo.InvariantCulture, $"{span.TotalMinutes:0.##} minutes");
}

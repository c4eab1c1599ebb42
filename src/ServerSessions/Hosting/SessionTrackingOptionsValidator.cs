using Microsoft.Extensions.Options;
using ServerSessions.Capture.Cookies;
using ServerSessions.Consents;
using ServerSessions.Hosting.Configuration;
using ServerSessions.Model;
using ServerSessions.Settings;

namespace ServerSessions.Hosting;

/// <summary>Says in one message everything that is wrong with the options: what was given, what is expected.</summary>
internal sealed class SessionTrackingOptionsValidator(
    RegisteredRoles? registered = null, IEnumerable<IValidateOptions<SessionProcessingOptions>>? shared = null, SettingsSource? source = null,
    IEnumerable<FurtherSection>? further = null) : IValidateOptions<SessionTrackingOptions>
{
    private const int MaxTraits = 8;
    private const int MaxTraitLength = 32;
    private const int MaxTraitValues = 1_000;

    public ValidateOptionsResult Validate(string? name, SessionTrackingOptions options)
    {
        var faults = new Faults(source?.Section, further);
        faults.AddRange(new TrackingRanges().Validate(name, options));
        ProcessingChecks.Check(faults, options, registered);
        foreach (var host in options.OwnHosts.Where(h => h.Length == 0 || h.AsSpan().IndexOfAny("/?#@ ") >= 0))
            faults.Add($"OwnHosts has \"{host}\"; expected a host, with a port or without: shop.example, shop.example:8443.");
        foreach (var network in options.TrustedCallers)
            if (NetworkText.Fault(network) is { } expected)
                faults.Add($"TrustedCallers has \"{network}\"; {expected}", "TrustedCallers", network);
        foreach (var machine in options.VerifiedMachines)
            faults.AddRange(VerifiedMachineFaults.Of(machine));
        if (!Enum.IsDefined(options.Mode))
            faults.Add($"Mode is {(int)options.Mode}; expected Off, Cookieless or Cookie.");
        if (options.Mode == TrackingMode.Cookieless && options.HasConsent is not null)
            faults.Add("Mode is Cookieless and HasConsent is set: no cookie is ever set, so there is nothing to consent to. Remove HasConsent, or use Mode Cookie.");
        faults.AddRange(CookieFaults.Of(options.Cookie));
        AudienceOnly(faults, options);
        if (options.Consent.TextVersion is not { Length: >= 1 and <= ConsentTexts.MaxVersion })
            faults.Add($"Consent.TextVersion is \"{options.Consent.TextVersion}\"; expected 1 to {ConsentTexts.MaxVersion} characters.");
        Traits(faults, options.Traits);
        TextChecks.Check(faults, options.Transparency.Recipients, "Transparency:Recipients", "the name of a recipient");
        Paths(faults, options);
        // A storage's requirements on the settings that it shares with plain hosts.
        var demands = (shared ?? []).Select(v => v.Validate(name, options)).Where(r => r.Failed).SelectMany(r => r.Failures ?? []).ToList();
        return faults.None && demands.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults.Lines.Concat(demands));
    }

    private static void AudienceOnly(Faults faults, SessionTrackingOptions options)
    {
        if (!Enum.IsDefined(options.Profile))
            faults.Add($"Profile is {(int)options.Profile}; expected Full or AudienceOnly.");
        if (options.Profile != TrackingProfile.AudienceOnly)
            return;
        if (options.Mode == TrackingMode.Cookie && SessionCookie.Lifetime(options.Cookie) is { } lifetime && lifetime > AudienceLimits.Identifier)
            faults.Add($"Profile is AudienceOnly and the lifetime of the cookie is {lifetime}; expected at most {AudienceLimits.Identifier} (13 months).");
        if (options.Traits.Count > 0)
            faults.Add($"Profile is AudienceOnly and {options.Traits.Count} traits of users are declared: it keeps nothing about a user. Remove Traits.");
        if (options.LiveJourney.RemembersPeople)
            faults.Add("Profile is AudienceOnly and LiveJourney.RemembersPeople is true: it remembers no person. Remove one of the two.");
        if (options.Nudges.Rules.Count > 0)
            faults.Add($"Profile is AudienceOnly and {options.Nudges.Rules.Count} nudges are declared: it keeps figures, and nothing for a person. Remove the nudges.");
    }

    private static void Traits(Faults faults, IList<TraitOptions> traits)
    {
        if (traits.Count > MaxTraits)
            faults.Add($"{traits.Count} traits are declared; expected at most {MaxTraits}.");
        foreach (var twice in traits.GroupBy(t => t.Name, StringComparer.Ordinal).Where(g => g.Count() > 1))
            faults.Add($"two traits have the name \"{twice.Key}\".");
        foreach (var trait in traits.Where(t => t.Name is not { Length: >= 1 and <= MaxTraitLength } || !t.Name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')))
            faults.Add($"Traits has the name \"{trait.Name}\"; expected 1 to {MaxTraitLength} letters, digits, \"-\", \"_\" and \".\".");
        foreach (var trait in traits.Where(t => t.MaxOtherValues is < 0 or > MaxTraitValues))
            faults.Add($"MaxOtherValues of the trait \"{trait.Name}\" is {trait.MaxOtherValues}; expected 0 to {MaxTraitValues}.");
    }

    private static void Paths(Faults faults, SessionTrackingOptions options)
    {
        foreach (var path in options.ExcludedPaths.Concat(options.Logins.Select(l => l.Path)))
            if (!path.StartsWith('/'))
                faults.Add($"the path \"{path}\" does not begin with \"/\".");
        foreach (var twice in options.Logins.GroupBy(l => l.Path.TrimEnd('/'), StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1))
            faults.Add($"the login path \"{twice.Key}\" is declared {twice.Count()} times, with the fields {string.Join(" and ", twice.Select(l => l.AccountField))}. Declare it once.");
    }
}

using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using ServerSessions.Insights;
using ServerSessions.Insights.Experiments;

namespace ServerSessions.Personalization.Nudges;

/// <summary>
/// Chooses the nudge of an answer and claims it in storage at the moment of showing. Without a pattern in the journey storage is not asked; while it is away,
/// nothing is shown.
/// </summary>
internal sealed class NudgeClaims(
    NudgeStore store, NudgeOptions options, LiveJourneyOptions live, InsightSettings settings, TimeProvider time, ILogger<NudgeClaims> logger)
{
    private const int MaxTries = 3;
    private const int IdBytes = 12;

    private readonly ReadGate _gate = new(time);
    private readonly Nudge[] _byPriority = [.. options.Rules.OrderByDescending(n => n.Priority)];
    private readonly Experiment _global = NudgeExperiments.OfAll(options);
    private readonly Dictionary<string, Experiment> _experiments = options.Rules.ToDictionary(n => n.Name, NudgeExperiments.Of, StringComparer.Ordinal);

    /// <summary>Whether any nudge is declared for a channel.</summary>
    public bool HasAny(NudgeChannels channel) => Array.Exists(_byPriority, n => (n.Channels & channel) != 0);

    /// <summary>Nudges whose pattern is in the journey, in the order of their priority. It writes nothing.</summary>
    /// <param name="journey">The journey.</param>
    /// <param name="channel">Where it would be shown.</param>
    /// <param name="hasText">Only nudges with a declared text.</param>
    public IReadOnlyList<Nudge> Candidates(LiveJourney journey, NudgeChannels channel, bool hasText)
    {
        var now = time.GetUtcNow();
        return [.. _byPriority.Where(n => (n.Channels & channel) != 0 && !(hasText && n.Text is null) && NudgeTriggers.IsMet(n, journey, settings.Features, live.RemembersPeople, now))];
    }

    /// <param name="person">The person, whose caps hold on all devices.</param>
    /// <param name="browser">The browser, by which the holdouts are assigned and measured; none of a user without our cookie, who is held out by the user and not measured.</param>
    /// <param name="journey">The journey as it was read for this answer.</param>
    /// <param name="channel">Where it would be shown.</param>
    /// <param name="hasText">Only nudges with a declared text.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Null when nothing is to be shown or withheld.</returns>
    public async ValueTask<NudgeClaim?> ClaimAsync(
        Pseudonym person, Pseudonym browser, LiveJourney journey, NudgeChannels channel, bool hasText, CancellationToken cancellationToken)
    {
        if (person.IsNone || journey.IsPartial || !_gate.IsOpen || Candidates(journey, channel, hasText) is not { Count: > 0 } candidates)
            return null;
        try
        {
            // The claim itself goes on after the time limit: it may be written, and then the nudge counts as shown.
            return await WriteAsync(person, browser, journey.Start, candidates).AsTask().WaitAsync(options.ClaimTimeout, TimeProvider.System, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (_gate.Fail())
                Log.ClaimsPaused(logger, exception.Message, ReadGate.Pause.TotalSeconds);
            return null;
        }
    }

    /// <summary>Remembers that the person does not want a nudge, which may have been shown in this browser before the sign-in.</summary>
    /// <returns>False when neither was shown it, or it was dismissed before.</returns>
    public async ValueTask<bool> DismissAsync(Pseudonym person, Pseudonym browser, string id, CancellationToken cancellationToken) =>
        await DismissAsync(person, id, cancellationToken) | (!person.IsNone && browser != person && await DismissAsync(browser, id, cancellationToken));

    private async ValueTask<bool> DismissAsync(Pseudonym person, string id, CancellationToken cancellationToken)
    {
        while (!person.IsNone)
        {
            var (memory, version) = await store.FindAsync(person, cancellationToken);
            if (memory.Dismissed(id, time.GetUtcNow()) is not { } dismissed)
                return false;
            if (await store.TryWriteAsync(person, dismissed, version, time.GetUtcNow(), cancellationToken))
                return true;
        }

        return false;
    }

    // Checked again against what is stored now, and written only over exactly that.
    private async ValueTask<NudgeClaim?> WriteAsync(Pseudonym person, Pseudonym browser, DateTimeOffset? session, IReadOnlyList<Nudge> candidates)
    {
        // What was shown in the browser before the sign-in counts for the user too.
        var hasOneMemory = browser.IsNone || browser == person;
        var (before, beforeVersion) = hasOneMemory ? (NudgeMemory.Empty, 0) : await store.FindAsync(browser, CancellationToken.None);
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var now = time.GetUtcNow();
            var (memory, version) = await store.FindAsync(person, CancellationToken.None);
            if (candidates.FirstOrDefault(n => memory.Allows(n, options, now, session ?? now) && before.Allows(n, options, now, session ?? now)) is not { } nudge)
                return null;
            var claim = Claim(nudge, person, browser);
            var showing = new NudgeShowing(claim.Shown?.Id ?? Id(), nudge.Name, now.ToUnixTimeMilliseconds(), IsWithheld: claim.Shown is null);
            if (!await store.TryWriteAsync(person, memory.With(showing), version, now, CancellationToken.None))
                continue;
            // After the sign-out it was shown in this browser too. Where the browser's memory has just changed, the caps of the user hold all the same.
            if (!hasOneMemory)
                await store.TryWriteAsync(browser, before.With(showing), beforeVersion, now, CancellationToken.None);
            return claim;
        }

        return null;
    }

    // Who is in the global holdout is in no nudge's own: that one compares people who may see nudges at all.
    private NudgeClaim Claim(Nudge nudge, Pseudonym person, Pseudonym browser)
    {
        var unit = browser.IsNone ? person : browser;
        var all = VariantAssignment.Of(_global, unit);
        if (all == NudgeExperiments.Holdout)
            return new NudgeClaim(nudge, null, browser.IsNone ? [] : [(_global.Name, all)]);
        var experiment = _experiments[nudge.Name];
        var own = VariantAssignment.Of(experiment, unit);
        return new NudgeClaim(
            nudge, own == NudgeExperiments.Holdout ? null : new ShownNudge(Id(), nudge.Name, nudge.Text, nudge.Link, nudge.LinkText),
            browser.IsNone ? [] : [(_global.Name, all), (experiment.Name, own)]);
    }

    private static string Id() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
}

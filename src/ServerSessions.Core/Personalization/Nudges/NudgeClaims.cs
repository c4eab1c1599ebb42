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
            return await WriteAsync(person, browser, journey, candidates).AsTask().WaitAsync(options.ClaimTimeout, TimeProvider.System, cancellationToken);
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

    // Checked again against what is stored now, and written only over exactly that. Of a signed-in user, the browser's memory is written first: a tab that is not signed in
    // yet claims there. What the user's memory does not take is given back.
    private async ValueTask<NudgeClaim?> WriteAsync(Pseudonym person, Pseudonym browser, LiveJourney journey, IReadOnlyList<Nudge> candidates)
    {
        var hasOneMemory = browser.IsNone || browser == person;
        for (var tries = 0; tries < MaxTries; tries++)
        {
            var now = time.GetUtcNow();
            var before = hasOneMemory ? Task.FromResult((Memory: NudgeMemory.Empty, Version: 0L)) : store.FindAsync(browser, CancellationToken.None).AsTask();
            var (memory, version) = await store.FindAsync(person, CancellationToken.None);
            var (browsers, browsersVersion) = await before;
            var session = journey.Start ?? now;
            if (candidates.FirstOrDefault(n => memory.Allows(n, options, now, session) && browsers.Allows(n, options, now, session)) is not { } nudge)
                return null;
            var claim = Claim(nudge, person, browser, journey.Session, now);
            var showing = new NudgeShowing(claim.Shown?.Id ?? Id(), nudge.Name, now.ToUnixTimeMilliseconds(), IsWithheld: claim.Shown is null) { Alert = claim.Alert?.Id };
            var copy = showing with { Alert = null, IsOfUser = true };
            if (!hasOneMemory && !await store.TryWriteAsync(browser, browsers.With(copy), browsersVersion, now, CancellationToken.None))
                continue;
            if (await store.TryWriteAsync(person, memory.With(showing), version, now, CancellationToken.None))
                return claim;
            if (!hasOneMemory)
                await GiveBackAsync(browser, copy);
        }

        return null;
    }

    // Where it cannot be given back, it counts as shown: rather none than two.
    private async ValueTask GiveBackAsync(Pseudonym browser, NudgeShowing showing)
    {
        for (var tries = 0; tries < MaxTries; tries++)
            if (await store.FindAsync(browser, CancellationToken.None) is var (memory, version)
                && (!memory.Showings.Contains(showing) || await store.TryWriteAsync(browser, memory.Without(showing.Id), version, time.GetUtcNow(), CancellationToken.None)))
                return;
    }

    // Who is in the global holdout is in no nudge's own: that one compares people who may see nudges at all.
    private NudgeClaim Claim(Nudge nudge, Pseudonym person, Pseudonym browser, SessionId? session, DateTimeOffset now)
    {
        var unit = browser.IsNone ? person : browser;
        var all = VariantAssignment.Of(_global, unit);
        if (all == NudgeExperiments.Holdout)
            return new NudgeClaim(nudge, null, browser.IsNone ? [] : [(_global.Name, all)]);
        var experiment = _experiments[nudge.Name];
        var own = VariantAssignment.Of(experiment, unit);
        var isShown = own != NudgeExperiments.Holdout;
        return new NudgeClaim(
            nudge, isShown ? new ShownNudge(Id(), nudge.Name, nudge.Text, nudge.Link, nudge.LinkText) : null, browser.IsNone ? [] : [(_global.Name, all), (experiment.Name, own)])
        {
            Alert = isShown && (nudge.Channels & NudgeChannels.Support) != 0 && session is { } id ? NudgeAlerts.Of(nudge, id, now) : null,
        };
    }

    private static string Id() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(IdBytes));
}

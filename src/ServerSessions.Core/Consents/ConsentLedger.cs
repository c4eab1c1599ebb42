using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Storage;

namespace ServerSessions.Consents;

/// <summary>
/// Writes proofs of consent and has withdrawn data erased, behind the request. It tries again until storage takes a proof. At most <see cref="Capacity"/> decisions
/// wait. Above that, a refusal still waits: of each person the newest, at most <see cref="MaxRefusals"/> in all. What it withdraws is erased, and that of a signed-in user
/// leaves its proof. A decision without a proof, above this or another limit, is counted; it holds all the same, because the browser's cookie carries it.
/// </summary>
internal sealed class ConsentLedger : BackgroundService
{
    public const int Capacity = 4_096;

    /// <summary>Maximum number of people whose refusal waits beside the queue.</summary>
    public const int MaxRefusals = 65_536;

    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TidyEvery = TimeSpan.FromHours(1);
    private static readonly TimeSpan NewsKept = TimeSpan.FromHours(1);
    private static readonly TimeSpan Last = TimeSpan.FromSeconds(5);

    private readonly Channel<DecidedConsent> _waiting = Channel.CreateBounded<DecidedConsent>(new BoundedChannelOptions(Capacity) { SingleReader = true });
    private readonly ISessionStorage _storage;
    private readonly ConsentStore _store;
    private readonly TimeSpan _kept;
    private readonly IReadOnlyList<IConsentErasure> _erasures;
    private readonly TimeProvider _time;
    private readonly ILogger<ConsentLedger> _logger;
    private readonly Counter<long> _decisions;
    private readonly ConsentCounters _counters;
    private readonly ConcurrentDictionary<(Pseudonym Browser, Pseudonym User), DecidedConsent> _refusals = new();
    private long _tidied;

    public ConsentLedger(
        ISessionStorage storage, ConsentStore store, TimeSpan kept, TimeProvider time, IMeterFactory meters, ConsentCounters counters, ILogger<ConsentLedger> logger,
        params IReadOnlyList<IConsentErasure> erasures)
    {
        (_storage, _store, _kept, _time, _counters, _logger, _erasures) = (storage, store, kept, time, counters, logger, erasures);
        _decisions = meters.Create(SessionTrackingDiagnostics.MeterName).CreateCounter<long>(MetricNames.ConsentDecisions, "{decision}", "Decisions of people about consent, by result.");
    }

    /// <summary>Takes a decision; its proof follows.</summary>
    public void Add(DecidedConsent decided)
    {
        _decisions.Add(1, new KeyValuePair<string, object?>("result", decided.Entry.Granted == TrackingPurposes.None ? "refused" : "granted"));
        if (_waiting.Writer.TryWrite(decided))
            return;
        // A user's refusal is what others must not be able to suppress: that of a visitor leaves no proof anyway.
        if (decided.Entry.Refused == TrackingPurposes.None || !TryHold(decided) || decided.User.IsNone)
            Lose(decided);
    }

    // Of a person the newest, with all that was withdrawn since the last one was carried out.
    private bool TryHold(DecidedConsent decided)
    {
        var person = (decided.Browser, decided.User.Pseudonym);
        if (_refusals.Count >= MaxRefusals && !_refusals.ContainsKey(person))
        {
            Log.WithdrawalLost(_logger, MaxRefusals);
            return false;
        }

        DecidedConsent? replaced = null;
        _refusals.AddOrUpdate(person, _ => decided, (_, earlier) =>
        {
            replaced = earlier;
            return decided with
            {
                Withdrawn = decided.Withdrawn | earlier.Withdrawn,
                Erasable = decided.Erasable | earlier.Erasable,
                LeavesMark = decided.LeavesMark || earlier.LeavesMark,
            };
        });
        if (replaced is { Stored.IsCompleted: false } older)
            Lose(older);
        return true;
    }

    private void Lose(DecidedConsent decided)
    {
        if (_counters.Lose(ProofLoss.QueueFull))
            Log.ProofLost(_logger, Capacity);
        decided.Done(ConsentProof.Lost);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TidyAsync(stoppingToken);
            using var next = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            var ready = _waiting.Reader.WaitToReadAsync(next.Token).AsTask();
            await Task.WhenAny(ready, Task.Delay(TidyEvery, _time, next.Token));
            while (!stoppingToken.IsCancellationRequested && _waiting.Reader.TryRead(out var decided))
                await KeepAsync(decided, stoppingToken);
            foreach (var (person, decided) in _refusals)
                if (_refusals.TryRemove(KeyValuePair.Create(person, decided)))
                    await KeepAsync(decided, stoppingToken);
            await next.CancelAsync();
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var last = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        last.CancelAfter(Last);
        var lost = 0;
        while (_waiting.Reader.TryRead(out var decided))
            lost += await TryKeepAsync(decided, isFirst: false, last.Token) ? 0 : 1;
        foreach (var decided in _refusals.Values)
            lost += await TryKeepAsync(decided, isFirst: false, last.Token) || decided.Stored.IsCompleted ? 0 : 1;
        if (lost > 0)
            Log.ProofsLostAtStop(_logger, lost);
    }

    private async Task KeepAsync(DecidedConsent decided, CancellationToken stopping)
    {
        for (var isFirst = true; !await TryKeepAsync(decided, isFirst, stopping); isFirst = false)
        {
            await Task.Delay(Retry, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopping.IsCancellationRequested)
                continue;
            // Stopping tries the rest once more.
            if (!_waiting.Writer.TryWrite(decided))
                TryHold(decided);
            return;
        }
    }

    private async Task<bool> TryKeepAsync(DecidedConsent decided, bool isFirst, CancellationToken cancellationToken)
    {
        try
        {
            await _storage.StartAsync(cancellationToken);
            // A user may have agreed on any browser, also before a sign-in there: only what rests on no agreement is left.
            var withdrawn = decided.User.IsNone ? decided.Withdrawn : decided.Withdrawn | decided.Entry.Refused;
            var isProven = !decided.Stored.IsCompleted;
            var kept = isProven ? await KeepBrowsersAsync(decided, cancellationToken) : (ConsentProof.Lost, null);
            if (isProven && !decided.User.IsNone)
            {
                kept = (await _store.AddAsync(decided.User.Pseudonym, decided.Entry, ProofBegin.Always, cancellationToken), null);
                await _store.AnnounceAsync(decided.User.Pseudonym, _time.GetUtcNow(), cancellationToken);
                await _storage.PublishAsync(ConsentStore.Topic, cancellationToken);
            }

            if (withdrawn != TrackingPurposes.None)
                foreach (var erasure in _erasures)
                    await erasure.EraseAsync(new ConsentWithdrawal(decided.Browser, decided.User, withdrawn, withdrawn & decided.Erasable, decided.Entry.At) { LeavesMark = decided.LeavesMark }, cancellationToken);
            if (kept.Loss is { } reason && _counters.Lose(reason))
                Log.ProofAboveLimit(_logger, reason == ProofLoss.Network ? "ProofsPerNetwork" : "MaxProofs");
            decided.Done(kept.Proof);
            return true;
        }
        catch (Exception exception)
        {
            if (isFirst && !cancellationToken.IsCancellationRequested)
                Log.ProofDelayed(_logger, exception);
            return false;
        }
    }

    // A refusal names no browser. Where the browser had agreed before, it ends that consent.
    private async ValueTask<(ConsentProof Proof, ProofLoss? Loss)> KeepBrowsersAsync(DecidedConsent decided, CancellationToken cancellationToken)
    {
        if (decided.Browser.IsNone)
            return (ConsentProof.NotNeeded, null);
        var begins = decided.Entry.Granted.HasFlag(TrackingPurposes.Analytics);
        var proof = await _store.AddAsync(decided.Browser, decided.Entry, ProofBegin.Never, cancellationToken);
        if (proof == ConsentProof.NotNeeded && begins && decided.MayBegin())
            proof = await _store.AddAsync(decided.Browser, decided.Entry, ProofBegin.WithinLimit, cancellationToken);
        return proof == ConsentProof.Lost ? (proof, ProofLoss.Limit)
            : proof == ConsentProof.NotNeeded && begins ? (ConsentProof.Lost, ProofLoss.Network)
            : (proof, null);
    }

    private async Task TidyAsync(CancellationToken stopping)
    {
        if (_tidied != 0 && _time.GetElapsedTime(_tidied) < TidyEvery)
            return;
        try
        {
            await _storage.StartAsync(stopping);
            var now = _time.GetUtcNow();
            await _store.TidyAsync(now - _kept, now - NewsKept, stopping);
            _tidied = _time.GetTimestamp();
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            // Tried again with the next decision, or in an hour.
            Log.ProofsNotTidied(_logger, exception);
        }
        catch (Exception)
        {
            // The host stops, and its connections with it.
        }
    }
}

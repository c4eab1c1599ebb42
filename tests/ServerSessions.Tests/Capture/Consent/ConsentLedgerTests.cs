using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using ServerSessions.Consents;
using ServerSessions.Diagnostics;
using ServerSessions.Model;
using ServerSessions.Storage.InProcess;
using ServerSessions.TestServers;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Capture.Consent;

/// <summary>What becomes of a decision when more wait than are taken.</summary>
public sealed class ConsentLedgerTests
{
    private static readonly Pseudonym Flooding = new(1, 1);
    private static readonly Pseudonym Leaving = new(2, 2);

    [Fact]
    public async Task What_a_person_withdraws_is_erased_also_when_others_have_filled_the_queue_of_proofs()
    {
        var erasure = new NotedErasures();
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var storage = new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System);
        using var ledger = new ConsentLedger(
            storage, new ConsentStore(storage, 2), TimeSpan.FromDays(400), TimeProvider.System, services.GetRequiredService<IMeterFactory>(), new ConsentCounters(),
            NullLogger<ConsentLedger>.Instance, [erasure]);
        for (var i = 0; i < ConsentLedger.Capacity + 100; i++)
            ledger.Add(Of(Flooding, i, TrackingPurposes.None, TrackingPurposes.None));
        var withdrawal = Of(Leaving, 0, TrackingPurposes.All, TrackingPurposes.Personalization);
        ledger.Add(withdrawal);
        ledger.Add(Of(Leaving, 1, TrackingPurposes.All, TrackingPurposes.Analytics));
        Assert.Equal(ConsentProof.Lost, withdrawal.Proof);

        await ledger.StartAsync(default);
        await Waiting.UntilAsync(() => Task.FromResult(erasure.Seen.Any(w => w.Browser == Leaving)), what: "the withdrawal is carried out");
        Assert.Equal(TrackingPurposes.Analytics | TrackingPurposes.Personalization, Assert.Single(erasure.Seen, w => w.Browser == Leaving).Purposes);
        await ledger.StopAsync(default);
    }

    [Fact]
    public async Task A_users_refusal_leaves_its_proof_also_when_others_have_filled_the_queue()
    {
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var storage = new InProcessStorage(new InProcessStorageOptions(2), TimeProvider.System);
        var (store, counters, user) = (new ConsentStore(storage, 2), new ConsentCounters(), new KeyedName(new Pseudonym(3, 3)));
        using var ledger = new ConsentLedger(
            storage, store, TimeSpan.FromDays(400), TimeProvider.System, services.GetRequiredService<IMeterFactory>(), counters, NullLogger<ConsentLedger>.Instance, [new NotedErasures()]);
        for (var i = 0; i < ConsentLedger.Capacity; i++)
            ledger.Add(Of(Flooding, i, TrackingPurposes.None, TrackingPurposes.None));
        var (first, second) = (Of(Leaving, 1, TrackingPurposes.All, TrackingPurposes.None) with { User = user }, Of(Leaving, 2, TrackingPurposes.All, TrackingPurposes.All) with { User = user });
        ledger.Add(first);
        ledger.Add(second);
        Assert.Equal((ConsentProof.Lost, ConsentProof.Pending), (first.Proof, second.Proof));

        await ledger.StartAsync(default);
        await second.Stored;

        Assert.Equal(ConsentProof.Kept, second.Proof);
        Assert.Equal([second.Entry], await store.FindAsync(user.Pseudonym, default));
        await ledger.StopAsync(default);
    }

    private static DecidedConsent Of(Pseudonym browser, int second, TrackingPurposes refused, TrackingPurposes withdrawn) =>
        new(new ConsentEntry(TestClock.Epoch.AddSeconds(second), TrackingPurposes.All & ~refused, refused, "1", "api"), browser, default, withdrawn);

    private sealed class NotedErasures : IConsentErasure
    {
        public ConcurrentQueue<ConsentWithdrawal> Seen { get; } = new();

        public ValueTask EraseAsync(ConsentWithdrawal withdrawal, CancellationToken cancellationToken)
        {
            Seen.Enqueue(withdrawal);
            return default;
        }
    }
}

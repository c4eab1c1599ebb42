using ServerSessions.Consents;
using ServerSessions.Journeys.People;
using ServerSessions.Model;
using ServerSessions.Personalization.Nudges;
using ServerSessions.Reports.Personal;
using ServerSessions.Storage;

namespace ServerSessions.Benchmarks.Querying;

/// <summary>A user with a number of sessions on up to three browsers, evenly over the days of a history, and with what else is kept of people.</summary>
internal sealed record KnownUser(int Number, int Sessions)
{
    private const int MaxBrowsers = 3;

    public Pseudonym User { get; } = Hashed($"user {Number}");

    public int Browsers => Math.Min(MaxBrowsers, Sessions);

    /// <summary>The browser of a partition's sessions; each browser is in a partition of its own.</summary>
    public Pseudonym BrowserOf(int partition) => Hashed($"browser {Number} {partition}");

    /// <summary>Which of a partition's journeys are the user's.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="journeys">Number of journeys in it.</param>
    public HashSet<int> PlacesIn(int partition, int journeys) => partition >= Browsers ? []
        : [.. Enumerable.Range(0, Sessions).Where(session => session % Browsers == partition).Select(session => (int)((session + 0.5) / Sessions * journeys))];

    /// <summary>Writes proofs of consent, nudges, an unfinished task and a goal, of the user and of the browsers.</summary>
    public async Task WriteRecordsAsync(IServiceProvider services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var storage = services.GetRequiredService<ISessionStorage>();
        var consents = new ConsentStore(storage, storage.Partitions);
        foreach (var name in (Pseudonym[])[User, .. Enumerable.Range(0, Browsers).Select(BrowserOf)])
        {
            await consents.AddAsync(name, new ConsentEntry(now, TrackingPurposes.All, TrackingPurposes.None, "1", "banner"), ProofBegin.Always, cancellationToken);
            var nudges = Enumerable.Range(0, Sessions).Aggregate(NudgeMemory.Empty, (all, i) => all.With(new NudgeShowing($"{Number}-{i}", "continue", now.ToUnixTimeMilliseconds())));
            await services.GetRequiredService<NudgeStore>().TryWriteAsync(name, nudges, 0, now, cancellationToken);
            var task = new RememberedTask("checkout", IsForm: false, "POST /checkout/payment", now.ToMicroseconds(), IsDone: false, default);
            await services.GetRequiredService<PersonStore>().MergeAsync([new PersonProgress(name, default) { News = new PersonMemory { Tasks = [task] } }], cancellationToken);
        }

        await services.GetRequiredService<PersonSettingsStore>().ChangeAsync(new KeyedName(User), settings => settings with { SharedSince = now }, cancellationToken);
    }

    private static Pseudonym Hashed(string name) => new(StableHash.Of(name), StableHash.Of(name + "."));
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using ServerSessions.Diagnostics;
using ServerSessions.Journeys.Erasing;
using ServerSessions.Model.Erasing;
using ServerSessions.Reports;
using ServerSessions.Storage;

namespace ServerSessions.PersonalData;

/// <summary>Exports at once, and hands erasures to the workers.</summary>
internal sealed class SessionPrivacy(
    ISessionStorage storage, SubjectFinder subjects, PersonExport export, PersonSessions sessions, ErasureStore store, ErasureRounds rounds, RetentionKinds kinds,
    ConsentCounts consents,
    IAuditNames names, TimeProvider time, ILogger<SessionPrivacy> logger) : ISessionPrivacy
{
    private const int MaxDone = 50;
    private const int IdBytes = 12;
    private const int SecondsTogether = 10;
    private static readonly TimeSpan SameClick = TimeSpan.FromSeconds(1);

    public async ValueTask<long> ExportAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var ids = subjects.Find(subject);
        var records = await export.WriteAsync(ids, output, cancellationToken);
        Log.Exported(logger, Word(ids), records);
        return records;
    }

    public async ValueTask<long> ExportStepsAsync(DataSubject subject, Stream output, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        var ids = subjects.Find(subject);
        var steps = await export.WriteStepsAsync(ids, output, cancellationToken);
        Log.Exported(logger, Word(ids), steps);
        return steps;
    }

    public async ValueTask<ErasureReport> EraseAsync(DataSubject subject, string? by = null, CancellationToken cancellationToken = default)
    {
        var ids = subjects.Find(subject);
        var now = time.GetUtcNow();
        var marks = Marks(ids);
        var requester = subject.Requester ?? (by is null ? ErasureRequester.Application : ErasureRequester.Administrator);
        if (await JoinAsync(marks, now, requester, by is not null, cancellationToken) is { } running)
            return await ReportAsync(running, cancellationToken);
        var erasure = new Erasure
        {
            Id = Id(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', marks.Append((now.ToUnixTimeSeconds() / SecondsTogether).ToString(CultureInfo.InvariantCulture)))))),
            IsPerson = ids.IsPerson,
            At = now,
            QueuedAt = now,
            IsOfStaff = by is not null,
            RequestedBy = requester,
            Ids = ids.Write(),
            Owner = ids.IsPerson ? null : await OwnerAsync(ids, cancellationToken),
            Subject = marks,
        };
        if (!await store.PutAsync(erasure, version: 0, cancellationToken))
        {
            // Another request of the same seconds was first; or that one is done already.
            if (await JoinAsync(marks, now, requester, by is not null, cancellationToken) is { } first)
                return await ReportAsync(first, cancellationToken);
            erasure = erasure with { Id = Id(RandomNumberGenerator.GetBytes(IdBytes)) };
            await store.PutAsync(erasure, version: 0, cancellationToken);
        }

        Log.ErasureBegins(logger, erasure.Id, Word(ids), names.Of(by, "the application"));
        await storage.PublishAsync(ErasurePart.Topic, cancellationToken);
        return await ReportAsync(erasure, cancellationToken);
    }

    // One erasure of a subject runs at a time, because each reads everything. What was done since it was first asked for goes too: the first answer may have been an error.
    private async ValueTask<Erasure?> JoinAsync(string[] marks, DateTimeOffset now, ErasureRequester requester, bool isOfStaff, CancellationToken cancellationToken)
    {
        while ((await store.SinceAsync(now - ErasurePart.Kept, cancellationToken)).FirstOrDefault(k => !k.Erasure.IsDone && k.Erasure.Subject.SequenceEqual(marks))
            is ({ } running, var version))
        {
            var joined = running with
            {
                At = now,
                IsOfStaff = running.IsOfStaff && isOfStaff,
                RequestedBy = running.RequestedBy > requester ? running.RequestedBy : requester,
            };
            if (now - running.At < SameClick && joined.IsOfStaff == running.IsOfStaff && joined.RequestedBy == running.RequestedBy)
                return running;
            if (await store.PutAsync(joined, version, cancellationToken))
                return joined;
        }

        return null;
    }

    public async ValueTask<ErasureReport?> CancelErasureAsync(string erasure, string? by = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(erasure);
        while (await store.FindAsync(erasure, cancellationToken) is var (found, version))
        {
            if (!found.CanCancel)
                throw new InvalidOperationException(
                    "This erasure cannot be cancelled. Only one that waits for its turn can, unless the person has asked for it: "
                    + "one that has begun has deleted already, and a person's own request stands.");
            var cancelled = found with { IsCancelled = true, DoneAt = time.GetUtcNow(), Ids = PersonIds.None.Write(), Owner = null };
            if (!await store.PutAsync(cancelled, version, cancellationToken))
                continue; // it was joined, or has begun
            Log.ErasureCancelled(logger, erasure, names.Of(by, "the application"));
            return await ReportAsync(cancelled, cancellationToken);
        }

        return null;
    }

    public async ValueTask<ErasureReport?> FindErasureAsync(string erasure, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(erasure);
        return await store.FindAsync(erasure, cancellationToken) is var (found, _) ? await ReportAsync(found, cancellationToken) : null;
    }

    public async ValueTask<ErasureReport?> FindErasureAsync(DataSubject subject, CancellationToken cancellationToken = default)
    {
        var marks = Marks(subjects.Find(subject)).ToHashSet(StringComparer.Ordinal);
        foreach (var (erasure, _) in await store.SinceAsync(time.GetUtcNow() - ErasureStore.Kept, cancellationToken))
            if (!erasure.IsCancelled && erasure.Subject.Any(marks.Contains))
                return await ReportAsync(erasure, cancellationToken);
        return null;
    }

    public async ValueTask<PrivacyReport> ReportAsync(CancellationToken cancellationToken = default)
    {
        var all = await store.SinceAsync(time.GetUtcNow() - ErasureStore.Kept, cancellationToken);
        var erasures = new List<ErasureReport>();
        foreach (var (erasure, _) in all.Where(e => !e.Erasure.IsDone).Concat(all.Where(e => e.Erasure.IsDone).Take(MaxDone)))
            erasures.Add(await ReportAsync(erasure, cancellationToken));
        var (decided, counts) = await consents.ReadAsync(cancellationToken);
        return new PrivacyReport { Retention = await kinds.ListAsync(cancellationToken), Erasures = erasures, Consents = counts, Decided = decided };
    }

    private async ValueTask<string?> OwnerAsync(PersonIds ids, CancellationToken cancellationToken)
    {
        await foreach (var journey in sessions.ListAsync(ids, cancellationToken))
            if (!journey.User.IsNone)
                return journey.User.ToString();
        return null;
    }

    private async ValueTask<ErasureReport> ReportAsync(Erasure erasure, CancellationToken cancellationToken) => new()
    {
        Id = erasure.Id,
        Subject = erasure.IsPerson ? "user" : "session",
        SubjectHash = erasure.SubjectHash,
        RequestedBy = erasure.RequestedBy,
        State = erasure.State,
        CanCancel = erasure.CanCancel,
        RequestedAt = erasure.At,
        DoneAt = erasure.DoneAt,
        Partitions = storage.Partitions,
        PartitionsDone = await rounds.CountDoneAsync(erasure, cancellationToken),
        Erased = erasure.Erased,
    };

    private static string Id(byte[] bytes) => "era_" + Convert.ToHexStringLower(bytes.AsSpan(0, IdBytes));

    private static string Word(PersonIds ids) => ids.IsPerson ? "user" : "session";

    private static string[] Marks(PersonIds ids) => [.. ids.Users.Concat(ids.Sessions.Select(PersonIds.Of)).Select(id => ErasureMark.Of(id).ToString()).Order(StringComparer.Ordinal)];
}

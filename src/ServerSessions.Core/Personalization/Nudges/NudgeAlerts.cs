using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using ServerSessions.Detection;
using ServerSessions.Journeys;
using ServerSessions.Model;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Personalization.Nudges;

/// <summary>
/// Reports to the people of the support, by an alert of the rule "nudge", that a person was shown a nudge who may need help. It runs beside requests; what does not fit
/// into its queue is lost and logged. The alert rests on what the person has agreed to: where the showing is withdrawn before the alert is stored, it is erased.
/// </summary>
internal sealed class NudgeAlerts(ISessionStorage storage, NudgeStore store, IAlertSink sink, INudgeAlertErasure erasure, ILogger<NudgeAlerts> logger) : BackgroundService
{
    public const string Rule = "nudge";

    private const int MaxQueued = 256;

    private readonly Channel<(Alert Alert, Pseudonym Person)> _alerts = Channel.CreateBounded<(Alert, Pseudonym)>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    /// <summary>The partition that an alert of this rule is stored in.</summary>
    public static int PartitionOf(string alert, int partitions) => PartitionMap.Of(new Pseudonym(StableHash.Of(alert), StableHash.Of(Rule)), partitions);

    /// <summary>The alert about a session.</summary>
    public static Alert Of(Nudge nudge, SessionId session, DateTimeOffset now)
    {
        var subject = new Subject(ActorKind.Session, session.ToString());
        var finding = new Finding
        {
            Rule = Rule,
            Name = nudge.Name,
            Severity = Severity.Info,
            Subject = subject,
            First = now,
            Raised = now,
            Last = now,
            Count = 1,
            Reason = $"The person of this session was shown the nudge \"{nudge.Name}\" ({nudge.Trigger}) and may need help.",
        };
        return new Alert { Id = Findings.AlertId(Rule, subject.Kind, subject.Hash, now), Finding = finding };
    }

    /// <summary>Queues the alert about a showing of the person, whose claim is written.</summary>
    public void Raise(Alert alert, Pseudonym person)
    {
        if (!_alerts.Writer.TryWrite((alert, person)))
            Log.SupportAlertLost(logger, alert.Finding.Name);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var (alert, person) in _alerts.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            try
            {
                await StoreAsync(alert, person, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SupportAlertFailed(logger, alert.Finding.Name, exception);
            }
    }

    // A withdrawal erases the alert and then the showing that names it. One that comes in between is seen here, after everything is stored.
    private async ValueTask StoreAsync(Alert alert, Pseudonym person, CancellationToken cancellationToken)
    {
        if (!await IsShownAsync(alert, person, cancellationToken))
            return;
        var partition = PartitionOf(alert.Id, storage.Partitions);
        await storage.PutAsync(partition, CommitBuilder.AlertTable, alert.Id, alert.Finding.Raised.ToUnixTimeMilliseconds(), AlertJson.Encode(alert), expectedVersion: 0, cancellationToken);
        await sink.AcceptAsync(partition, position: null, alert, isOfPersons: false, cancellationToken);
        if (!await IsShownAsync(alert, person, cancellationToken))
            await erasure.EraseAsync(alert.Id, cancellationToken);
    }

    private async ValueTask<bool> IsShownAsync(Alert alert, Pseudonym person, CancellationToken cancellationToken) =>
        (await store.FindAsync(person, cancellationToken)).Memory.AlertIds().Contains(alert.Id);
}

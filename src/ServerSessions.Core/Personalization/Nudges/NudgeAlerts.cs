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
/// Tells the people of the support, by an alert of the rule "nudge", that a person was shown a nudge who may need help. It runs beside requests; what does not fit
/// into its queue is lost and logged.
/// </summary>
internal sealed class NudgeAlerts(ISessionStorage storage, IAlertSink sink, ILogger<NudgeAlerts> logger) : BackgroundService
{
    public const string Rule = "nudge";

    private const int MaxQueued = 256;

    private readonly Channel<Alert> _alerts = Channel.CreateBounded<Alert>(new BoundedChannelOptions(MaxQueued) { SingleReader = true });

    /// <summary>Queues the alert about a session.</summary>
    public void Raise(Nudge nudge, SessionId session, DateTimeOffset now)
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
        if (!_alerts.Writer.TryWrite(new Alert { Id = Findings.AlertId(Rule, subject.Kind, subject.Hash, now), Finding = finding }))
            Log.SupportAlertLost(logger, nudge.Name);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var alert in _alerts.Reader.ReadAllAsync(stoppingToken).ConfigureAwait(false))
            try
            {
                var partition = PartitionMap.Of(new Pseudonym(StableHash.Of(alert.Id), StableHash.Of(Rule)), storage.Partitions);
                await storage.PutAsync(partition, CommitBuilder.AlertTable, alert.Id, alert.Finding.Raised.ToUnixTimeMilliseconds(), AlertJson.Encode(alert), expectedVersion: 0, stoppingToken);
                await sink.AcceptAsync(partition, position: null, alert, isOfPersons: false, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                Log.SupportAlertFailed(logger, alert.Finding.Name, exception);
            }
    }
}
